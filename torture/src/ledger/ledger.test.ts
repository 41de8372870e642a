import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLedger } from "./ledger.ts";
import { readLedger } from "./read-ledger.ts";

const folder = mkdtempSync(join(tmpdir(), "torture-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const attempt = { client: "c1", op: "say", key: "k1", bodyHash: "h", mark: null } as const;

test("keeps attempts and how they ended, and knows which never did", async () => {
  const file = join(folder, "ledger");
  const ledger = openLedger(file, () => 42);
  const first = await ledger.begin(attempt);
  const second = await ledger.begin({ ...attempt, key: "k2" });
  await ledger.end({ n: second, outcome: "ok", status: 200, answerHash: "a" });
  // Read before it is closed: what has been answered is in the file already.
  const entries = readLedger(readFileSync(file, "utf8"));
  ledger.close();
  expect(entries).toEqual([
    { ...attempt, n: first, t: 42, ending: null },
    {
      ...attempt,
      key: "k2",
      n: second,
      t: 42,
      ending: { n: second, t: 42, outcome: "ok", status: 200, answerHash: "a" },
    },
  ]);
});

test("refuses a ledger that ends what was never begun, or ends it twice", () => {
  const line = JSON.stringify({ n: 1, t: 0, ...attempt });
  const end = JSON.stringify({ n: 1, t: 0, outcome: "ok", status: 200, answerHash: "" });
  expect(() => readLedger(`${end}\n`)).toThrow(/attempt 1/);
  expect(() => readLedger(`${line}\n${end}\n${end}\n`)).toThrow(/Line 3/);
});
