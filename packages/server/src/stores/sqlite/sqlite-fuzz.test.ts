import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hook, putHooks } from "../contract/hook-samples.ts";
import { type History, type Operation, perform, readAll } from "../contract/random-operations.ts";
import { handClock } from "../contract/store-case.ts";
import { openMemoryStore } from "../memory/open-memory-store.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

const kinds: Operation["kind"][] = [
  ...Array<"turn">(8).fill("turn"),
  ...Array<"claim">(3).fill("claim"),
  "finish",
  "finish",
  "record",
  "record",
  "deliver",
  "count",
  "deliver",
  "count",
  "deliver",
  "count",
  "run",
  "postpone",
  "reserve",
  "prune",
  "wait",
  "wait",
];

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...kinds),
  dice: fc.array(fc.nat(419), { minLength: 20, maxLength: 20 }),
});

const newHistory = (): History => ({ clock: handClock(1_000_000), claims: [], epoch: 0 });

async function compare(operations: readonly Operation[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "parley-fuzz-"));
  const plain = newHistory();
  const durable = newHistory();
  const memory = openMemoryStore({ clock: plain.clock });
  const sqlite = openSqliteStore({ file: join(folder, "parley.sqlite"), clock: durable.clock });
  try {
    for (const store of [memory, sqlite]) {
      await putHooks(store, hook(1), hook(2), hook(3));
    }
    for (const [n, step] of operations.entries()) {
      const expected = await perform(memory, plain, step);
      expect(await perform(sqlite, durable, step), `operation ${n}, ${step.kind}`).toEqual(
        expected,
      );
      if (n % 8 === 0) {
        expect(await readAll(sqlite), `after operation ${n}`).toEqual(await readAll(memory));
      }
    }
    expect(await readAll(sqlite)).toEqual(await readAll(memory));
    expect((await sqlite.report()).faults).toEqual([]);
  } finally {
    await sqlite.close();
    await memory.close();
    await rm(folder, { recursive: true });
  }
}

test("SQLite answers every history of operations as the memory store does", {
  timeout: 120_000,
}, async () => {
  const histories = fc.array(operation, { minLength: 60, maxLength: 160 });
  await fc.assert(fc.asyncProperty(histories, compare), {
    numRuns: 12,
    interruptAfterTimeLimit: 30_000,
  });
});
