import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../ports/store.ts";
import { hook, OWED_MS, owe, putHooks } from "../contract/hook-samples.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

let folder: string;
let store: Store;
/** Looks at the file beside the store. */
let beside: DatabaseSync;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-pruning-"));
  const file = join(folder, "parley.sqlite");
  store = openSqliteStore({ file, clock: handClock(0) });
  beside = new DatabaseSync(file, { readOnly: true });
  await putHooks(store, hook(1));
});

afterEach(async () => {
  beside.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const kept = (): number =>
  Number(beside.prepare("SELECT count(*) AS rows FROM delivery").get()?.rows);

test("who writes while much is forgotten waits for a small part of it at a time", async () => {
  const [conversations, each] = [10, 500];
  for (let id = 1; id <= conversations; id += 1) await owe(store, id, each, [1]);
  const pruning = { isOver: false };
  const pruned = store.prune({ answersMs: 0, tracesMs: 0, deliveriesMs: OWED_MS + 1 }).then(() => {
    pruning.isOver = true;
  });
  // A visitor who speaks again as soon as the last word is on the disk.
  const left = [kept()];
  for (let seq = 1; !pruning.isOver; seq += 1) {
    await owe(store, 100, seq, []);
    left.push(kept());
  }
  await pruned;
  const gone = left.slice(1).map((now, at) => (left[at] ?? 0) - now);
  expect([left[0], kept()]).toEqual([conversations * each, 0]);
  expect(Math.max(...gone)).toBeLessThanOrEqual(1_000);
});
