import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { StoreBroken, StoreBusy } from "../../ports/store-failure.ts";
import { tryRead } from "./try-read.ts";

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-read-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "parley.sqlite");
}

test("says busy when another process keeps readers out", async () => {
  const file = await newFile();
  const holder = new DatabaseSync(file);
  holder.exec("CREATE TABLE a (b); BEGIN EXCLUSIVE");
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  const read = () => tryRead(() => reader.prepare("SELECT * FROM a").all());
  await expect(read()).rejects.toThrow(StoreBusy);
  holder.exec("ROLLBACK");
  expect(await read()).toEqual([]);
  reader.close();
  holder.close();
});

test("says broken when the file is no database any more", async () => {
  const file = await newFile();
  await writeFile(file, "not a database ".repeat(500));
  const reader = new DatabaseSync(file, { readOnly: true });
  const read = tryRead(() => reader.prepare("SELECT * FROM a").all());
  await expect(read).rejects.toThrow(StoreBroken);
  reader.close();
});

test("leaves an error that is not SQLite's as it is", async () => {
  const fault = new TypeError("a row that does not fit");
  const read = tryRead(() => {
    throw fault;
  });
  await expect(read).rejects.toBe(fault);
});
