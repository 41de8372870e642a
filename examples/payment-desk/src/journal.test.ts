import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryFolder } from "../test/open-desk.ts";
import { openJournal } from "./journal.ts";

const noFailure = (error: unknown): never => {
  throw error;
};

test("gives back what was appended, in order, even when all came at once", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "new", "payments.jsonl");
  const { journal } = await openJournal(path, noFailure);
  await Promise.all([1, 2, 3, 4].map((count) => journal.append({ count })));
  await journal.close();
  const { records, journal: again } = await openJournal(path, noFailure);
  await again.close();
  expect(records).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }, { count: 4 }]);
});

test("cut at any byte, it gives back the lines that were whole", async () => {
  await using folder = await temporaryFolder();
  const lines = ['{"name":"Ann"}\n', '{"name":"Žofie 😀"}\n', '{"name":"Bob"}\n'].map((line) =>
    Buffer.from(line),
  );
  const whole = Buffer.concat(lines);
  const path = join(folder.path, "cut.jsonl");
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), async (length) => {
      await writeFile(path, whole.subarray(0, length));
      const { records, journal } = await openJournal(path, noFailure);
      await journal.append({ name: "after" });
      await journal.close();
      const ends = lines.map((_, index) => Buffer.concat(lines.slice(0, index + 1)).length);
      const kept = ends.filter((end) => end <= length).length;
      expect(records).toHaveLength(kept);
      expect((await readFile(path, "utf8")).trimEnd().split("\n")).toHaveLength(kept + 1);
    }),
    { numRuns: 60 },
  );
});

test("drops a last line of zeros, as a file system may leave after a power cut", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "zeros.jsonl");
  await writeFile(path, '{"a":1}\n\0\0\0\0\n');
  const { records, journal } = await openJournal(path, noFailure);
  await journal.close();
  expect(records).toEqual([{ a: 1 }]);
});

test("refuses a file that is damaged before its end, and names the line", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "damaged.jsonl");
  await appendFile(path, '{"a":1}\n{"a":\n{"a":3}\n');
  await expect(openJournal(path, noFailure)).rejects.toThrow("line 2 is damaged");
});

test("after a failed write it takes nothing more and says so once", async () => {
  await using folder = await temporaryFolder();
  const failures: unknown[] = [];
  const { journal } = await openJournal(join(folder.path, "f.jsonl"), (error) =>
    failures.push(error),
  );
  await journal.close();
  await expect(journal.append({ a: 1 })).rejects.toThrow();
  await expect(journal.append({ a: 2 })).rejects.toThrow();
  expect(failures).toHaveLength(1);
});
