import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { migrate, readMigrations } from "./migrate.ts";
import { openForWriting } from "./open-database.ts";
import { packTape } from "./packed-tape.ts";
import { openWriter } from "./writer.ts";

const reserve = { tape: packTape(["reserve-ids", "bot", 1]), starts: [0], isErasing: false };

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-writer-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "parley.sqlite");
}

async function openWriterOn(file: string) {
  const store = openForWriting(file);
  migrate(store, readMigrations());
  store.close();
  const writer = openWriter(file);
  onTestFinished(writer.close);
  return writer;
}

/** The log that everyone reads from is gone: SQLite answers SQLITE_IOERR_SHORT_READ. */
async function loseLog(file: string, neighbour: DatabaseSync): Promise<void> {
  neighbour.exec("CREATE TABLE other (x)");
  await truncate(`${file}-wal`, 0);
}

test("survives a look at a disk that fails: it stops, and goes on when the file is checked", async () => {
  const file = await newFile();
  const writer = await openWriterOn(file);
  const neighbour = new DatabaseSync(file);
  await loseLog(file, neighbour);
  expect(writer.noticesForeignWrite()).toBe(false);
  expect(writer.apply([reserve])).toEqual([
    { failure: expect.objectContaining({ code: "broken" }) },
  ]);
  neighbour.close();
  // While it waits, the clock is set back by an hour.
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  await vi.waitFor(() => expect(writer.apply([reserve])).toEqual([expect.any(Number)]), {
    timeout: 5000,
  });
  expect(writer.noticesForeignWrite()).toBe(true);
});

test("writes nothing to a file that is found damaged after an error of the disk, until it is mended", async () => {
  const file = await newFile();
  const writer = await openWriterOn(file);
  const neighbour = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  neighbour.exec(`
    INSERT INTO task (conversation_id, key, lane, position, kind, host, due_ms, epoch, attempt, payload)
    VALUES (1, 'of nobody', 'l', 1, 'k', '', 0, 0, 0, '{}');
    PRAGMA wal_checkpoint(TRUNCATE)`);
  await loseLog(file, neighbour);
  const apply = () => writer.apply([reserve])[0];
  expect(apply()).toMatchObject({ failure: { code: "broken" } });
  neighbour.close();
  const damaged = { failure: { code: "broken", message: expect.stringContaining("is damaged") } };
  await vi.waitFor(() => expect(apply()).toMatchObject(damaged), { timeout: 5_000 });
  const hand = new DatabaseSync(file);
  hand.exec("DELETE FROM task");
  hand.close();
  await vi.waitFor(() => expect(apply()).toEqual(expect.any(Number)), { timeout: 5_000 });
});
