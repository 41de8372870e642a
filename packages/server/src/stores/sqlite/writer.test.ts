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

test("survives a look at a disk that fails: it stops, and goes on when the file is checked", async () => {
  const file = await newFile();
  const store = openForWriting(file);
  migrate(store, readMigrations());
  store.close();
  const writer = openWriter(file);
  onTestFinished(writer.close);
  const neighbour = new DatabaseSync(file);
  neighbour.exec("CREATE TABLE other (x)");
  // The log that everyone reads from is gone: SQLite answers SQLITE_IOERR_SHORT_READ.
  await truncate(`${file}-wal`, 0);
  expect(writer.noticesForeignWrite()).toBe(false);
  expect(writer.apply([reserve])).toEqual([
    { failure: expect.objectContaining({ code: "broken" }) },
  ]);
  neighbour.close();
  await vi.waitFor(() => expect(writer.apply([reserve])).toEqual([expect.any(Number)]), {
    timeout: 5000,
  });
  expect(writer.noticesForeignWrite()).toBe(true);
});
