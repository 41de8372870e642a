import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../ports/store.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { countCommits } from "./testing/count-commits.ts";

let folder: string;
let store: Store;
let reader: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-group-"));
  const file = join(folder, "parley.sqlite");
  store = openSqliteStore({ file, clock: handClock(0) });
  // While somebody reads an earlier state, the writer cannot empty the log that is counted.
  reader = new DatabaseSync(file, { readOnly: true });
  reader.exec("BEGIN; SELECT count(*) FROM conversation");
});
afterEach(async () => {
  reader.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const transactions = () => countCommits(join(folder, "parley.sqlite-wal"));
const write = (scope: string) =>
  store.commit({
    idempotency: { scope, bodyHash: "h", status: 200, body: "b", createdMs: 1 },
  });

test("commits that are sent at once share transactions, and each is there when it is answered", async () => {
  const before = transactions();
  const scopes = Array.from({ length: 500 }, (_, at) => `at once ${at}`);
  const results = await Promise.all(scopes.map(write));
  expect(new Set(results)).toEqual(new Set(["committed"]));
  const taken = transactions() - before;
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(20);
  for (const scope of scopes) expect(await store.idempotentAnswer(scope)).not.toBeNull();
});

test("a commit that comes alone waits for no company", async () => {
  const before = transactions();
  for (let at = 1; at <= 10; at += 1) {
    expect(await write(`alone ${at}`)).toBe("committed");
    expect(transactions() - before).toBe(at);
  }
});
