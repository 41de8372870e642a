import { mkdir, mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { number } from "./column.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { openForWriting } from "./open-database.ts";
import type { Command } from "./write-batch.ts";
import { openWriteQueue } from "./write-queue.ts";

const reserve: Command<number> = {
  name: "reserve-ids",
  encode: (tape) => void tape.push("bot", 1),
  read: number.read,
};

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-queue-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function makeDatabase(file: string): void {
  const store = openForWriting(file);
  migrate(store, readMigrations());
  store.close();
}

/** A queue whose attempts and notices are put down in their order. */
function openQueue(file: string) {
  const told: string[] = [];
  const onForeignWrite = () => void told.push("more");
  const queue = openWriteQueue({ file, mostWaiting: 10, onForeignWrite });
  onTestFinished(queue.close);
  const attempt = () =>
    queue.send(reserve).then(
      () => told.push("answered"),
      () => told.push("failed"),
    );
  const untilAnswered = async () => {
    for (; !told.includes("answered"); await sleep(50)) await attempt();
    return told.filter((it) => it !== "failed").slice(0, 2);
  };
  return { told, attempt, untilAnswered };
}

test("says that more may be stored than was answered before it answers the first after an error of the disk", async () => {
  const file = join(await newFolder(), "parley.sqlite");
  makeDatabase(file);
  const { told, attempt, untilAnswered } = openQueue(file);
  await attempt();
  const neighbour = new DatabaseSync(file);
  neighbour.exec("CREATE TABLE other (x)");
  // The log that everyone reads from is gone.
  await truncate(`${file}-wal`, 0);
  while (told.at(-1) !== "failed") await attempt();
  neighbour.close();
  told.length = 0;
  expect(await untilAnswered()).toEqual(["more", "answered"]);
});

test("begins again when its thread has ended by itself, and says that more may be stored", async () => {
  const folder = join(await newFolder(), "not yet there");
  const file = join(folder, "parley.sqlite");
  const { told, attempt, untilAnswered } = openQueue(file);
  await attempt();
  expect(told).toEqual(["failed"]);
  await mkdir(folder);
  makeDatabase(file);
  expect(await untilAnswered()).toEqual(["more", "answered"]);
});
