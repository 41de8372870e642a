import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Store } from "../../ports/store.ts";
import { StoreBusy } from "../../ports/store-failure.ts";
import { conversation, customerWith, entry, firstTurn } from "../contract/samples.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

let folder: string;
let file: string;
let store: Store;

const clock = handClock(Date.now());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-neighbour-"));
  file = join(folder, "parley.sqlite");
  store = openSqliteStore({ file, clock });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const noteSetting = (name: string) =>
  ({ records: [{ kind: "put-setting", name, value: "x" }] }) as const;

test("tells that another connection has written, idle or not, and is silent about its own writes", async () => {
  const listen = vi.fn();
  const stop = store.onForeignWrite(listen);
  await store.commit(noteSetting("own"));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(listen).not.toHaveBeenCalled();

  const hears = () => vi.waitFor(() => expect(listen).toHaveBeenCalled(), { timeout: 5000 });
  // What a neighbour moves from the log into the file may count as written too, hence no exact number.
  const neighbour = openSqliteStore({ file, clock });
  await neighbour.commit(noteSetting("theirs"));
  await hears();
  expect(await store.setting("theirs")).toBe("x");

  await new Promise((resolve) => setTimeout(resolve, 500));
  listen.mockClear();
  await neighbour.commit(noteSetting("again"));
  await store.commit(noteSetting("own again"));
  await hears();

  stop();
  listen.mockClear();
  await neighbour.commit(noteSetting("unheard"));
  await neighbour.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(listen).not.toHaveBeenCalled();
});

test("two processes' stores on one file never give the same id or write over each other", async () => {
  const neighbour = openSqliteStore({ file, clock });
  const firsts = await Promise.all(
    Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? store : neighbour).reserveIds("bot", 1)),
  );
  expect(new Set(firsts).size).toBe(40);
  const turn = firstTurn(conversation(1), { entries: [entry(1, 1)] });
  const results = await Promise.all([store.commit({ turn }), neighbour.commit({ turn })]);
  expect(results.toSorted()).toEqual(["committed", "conflict"]);
  await neighbour.close();
});

test("answers busy, reads on and recovers while another process holds the database", {
  timeout: 30_000,
}, async () => {
  await customerWith(store, 1);
  const holder = new DatabaseSync(file);
  holder.exec("BEGIN IMMEDIATE");
  const startMs = Date.now();
  const blocked = store.commit({ turn: firstTurn(conversation(2)) });
  expect((await store.conversation(1))?.id).toBe(1);
  expect(Date.now() - startMs).toBeLessThan(1000);
  await expect(blocked).rejects.toThrow(StoreBusy);
  expect(Date.now() - startMs).toBeLessThan(8000);
  holder.exec("ROLLBACK");
  holder.close();
  await customerWith(store, 2);
});

test("refuses at once when ten thousand commits wait, and finishes those", {
  timeout: 30_000,
}, async () => {
  const waiting = Array.from({ length: 10_000 }, (_, n) =>
    store.commit({ turn: firstTurn(conversation(n + 1)) }),
  );
  await expect(store.commit({ turn: firstTurn(conversation(20_000)) })).rejects.toThrow(StoreBusy);
  const results = await Promise.all(waiting);
  expect(results.every((result) => result === "committed")).toBe(true);
  await customerWith(store, 20_000);
});

const canary = "unmistakable-canary";
const writeCanary = () =>
  customerWith(store, 1, { entries: [entry(1, 1, `${canary} ${"x".repeat(9000)}`, canary)] });
const erase = () => store.commit({ records: [{ kind: "erase-conversation", conversationId: 1 }] });
const holdsCanary = async () =>
  (await Promise.all([readFile(file), readFile(`${file}-wal`)])).some((bytes) =>
    bytes.includes(canary),
  );

test("leaves nothing of an erased customer in the database or its log", async () => {
  await writeCanary();
  expect(await holdsCanary()).toBe(true);
  await erase();
  await vi.waitFor(async () => expect(await holdsCanary()).toBe(false), { timeout: 2000 });
});

test("holds nobody up for a reader who is still in the log, and empties it when they have left", async () => {
  await writeCanary();
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec("BEGIN");
  expect(reader.prepare("SELECT count(*) AS n FROM entry").get()?.n).toBe(1);
  await erase();
  const startMs = Date.now();
  for (let n = 0; n < 3; n += 1) await store.commit(noteSetting(`after ${n}`));
  expect(Date.now() - startMs).toBeLessThan(500);
  expect(await holdsCanary()).toBe(true);
  reader.exec("COMMIT");
  await vi.waitFor(async () => expect(await holdsCanary()).toBe(false), { timeout: 2000 });
  reader.close();
});

test("takes erased words out of a log that an earlier process has left", async () => {
  await writeCanary();
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) AS n FROM entry").get();
  await erase();
  await store.close();
  expect(await holdsCanary()).toBe(true);
  store = openSqliteStore({ file, clock });
  reader.close();
  await vi.waitFor(async () => expect(await holdsCanary()).toBe(false), { timeout: 2000 });
});

test("a copy made while others write opens as a sound store", async () => {
  await customerWith(store, 1, { entries: [entry(1, 1)] });
  const writing = Array.from({ length: 300 }, (_, n) => customerWith(store, n + 2));
  const to = join(folder, "copy.sqlite");
  await store.backup(to);
  await Promise.all(writing);
  const copy = openSqliteStore({ file: to, clock });
  expect((await copy.conversation(1))?.state.seq).toBe(1);
  const { faults, conversations } = await copy.report();
  expect(faults).toEqual([]);
  expect(conversations).toBeGreaterThan(0);
  await copy.close();
});
