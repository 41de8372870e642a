import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { key } from "../contract/hook-samples.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { type Acknowledgement, runWriter } from "./testing/run-writer.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-crash-"));
  file = join(folder, "parley.sqlite");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const TRACER = "strace";

const isStraceMissing = (() => {
  try {
    execFileSync(TRACER, ["-V"], { stdio: "ignore" });
    return false;
  } catch {
    // In CI a missing tool fails the test instead of hiding it.
    return process.env.CI === undefined;
  }
})();

/** Every acknowledged turn is there, whole, and the file is sound. */
async function expectNothingLost(acknowledged: readonly Acknowledgement[]): Promise<void> {
  const store = openSqliteStore({ file, clock: handClock(Date.now()) });
  try {
    for (const { id, revision } of acknowledged.filter(({ result }) => result === "committed")) {
      const conversation = await store.conversation(id);
      expect(conversation?.revision).toBeGreaterThanOrEqual(revision);
      expect(await store.entryByClientId(id, `client ${revision}`)).toMatchObject({
        seq: revision,
      });
      expect(await store.delivery(key(1, id, revision))).toMatchObject({ status: "pending" });
    }
    expect((await store.report()).faults).toEqual([]);
  } finally {
    await store.close();
  }
}

test("nothing acknowledged is lost when the process is killed, five times on one file", {
  timeout: 60_000,
}, async () => {
  const acknowledged: Acknowledgement[] = [];
  for (const waitMs of [0, 20, 90, 250, 400]) {
    const writer = runWriter({ file, conversations: 16, turns: 100_000, pauseMs: 0 });
    while (writer.lines().length < 20) {
      await sleep(5);
    }
    await sleep(waitMs);
    writer.child.kill("SIGKILL");
    await writer.exited;
    acknowledged.push(...writer.lines());
    await expectNothingLost(writer.lines());
  }
  await expectNothingLost(acknowledged);
  expect(acknowledged.every(({ result }) => result === "committed")).toBe(true);
});

const strace = (inject: string, record: string): string[] => {
  const calls = `trace=write,${inject.slice(0, inject.indexOf(":"))}`;
  return [
    ...["strace", "-f", "-qq", "-y", "-s", "40", "-o", record],
    ...["-e", calls, "-e", `inject=${inject}`],
  ];
};

/** What happened, in its order: a turn's answer began to be printed, a flush of the log has ended. */
function answersAndFlushes(calls: string): ("answered" | "flushed")[] {
  const flushing = new Set<string>();
  return calls.split("\n").flatMap((line) => {
    const thread = line.slice(0, line.indexOf(" "));
    if (/ write\(1<.*\d+ committed/.test(line)) return ["answered"];
    if (/ f(?:data)?sync\(\d+<[^>]*-wal> *<unfinished/.test(line)) flushing.add(thread);
    const isResumed = / f(?:data)?sync resumed>\) += 0/.test(line) && flushing.delete(thread);
    return isResumed || / f(?:data)?sync\(\d+<[^>]*-wal>\) += 0/.test(line) ? ["flushed"] : [];
  });
}

test.skipIf(isStraceMissing)(
  "no turn is answered before its log was flushed",
  { timeout: 60_000 },
  async () => {
    await openSqliteStore({ file, clock: handClock(Date.now()) }).close();
    const record = join(folder, "calls");
    const calls = ["-e", "trace=fsync,fdatasync,write", "-y", "-s", "40"];
    const turns = 25;
    const writer = runWriter({ file, conversations: 1, turns, pauseMs: 0 }, [
      ...[TRACER, "-f", "-qq", "-o", record, ...calls],
    ]);
    await writer.exited;
    const told = answersAndFlushes(await readFile(record, "utf8"));
    expect(told.filter((it) => it === "answered")).toHaveLength(turns);
    for (const [at, it] of told.entries())
      if (it === "answered") expect(told[at - 1]).toBe("flushed");
  },
);

/** How often the file itself was flushed between the error and the first answer after it: what was in the log is there, too. */
function fileFlushesAfterError(record: string): number {
  const calls = record.split("\n");
  const after = calls.slice(calls.findIndex((line) => line.includes("(INJECTED)")));
  const answered = after.findIndex((line) => / write\(1<.* committed/.test(line));
  return after.slice(0, answered).filter((line) => /sync\(\d+<[^>]*\.sqlite>/.test(line)).length;
}

const writeUnder = async (
  inject: string,
  record = "/dev/null",
): Promise<readonly Acknowledgement[]> => {
  // Migrated before, so that the calls that are counted are those of turns.
  await openSqliteStore({ file, clock: handClock(Date.now()) }).close();
  const options = { file, conversations: 1, turns: 60, pauseMs: 50 };
  const writer = runWriter(options, strace(inject, record));
  await writer.exited;
  return writer.lines();
};

test.skipIf(isStraceMissing)(
  "after a failed fsync nothing counts as written until the file was opened again and checked",
  { timeout: 60_000 },
  async () => {
    const record = join(folder, "calls");
    const lines = await writeUnder("fsync:error=EIO:when=12", record);
    const results = lines.map(({ result }) => result);
    const first = results.indexOf("StoreBroken");
    const last = results.lastIndexOf("StoreBroken");
    expect(first).toBeGreaterThan(0);
    expect(new Set(results.slice(first, last))).toEqual(new Set(["StoreBroken"]));
    // One failing call broke it; the pause of a second, not the disk, refused the others.
    expect(last - first).toBeGreaterThan(5);
    expect(new Set(results.slice(last + 1))).toEqual(new Set(["committed"]));
    expect(fileFlushesAfterError(await readFile(record, "utf8"))).toBeGreaterThan(0);
    await expectNothingLost(lines);
  },
);

test.skipIf(isStraceMissing)(
  "on a disk whose fsync fails for good nothing is acknowledged any more",
  { timeout: 60_000 },
  async () => {
    const lines = await writeUnder("fsync:error=EIO:when=12+");
    const first = lines.findIndex(({ result }) => result !== "committed");
    expect(first).toBeGreaterThan(0);
    expect(lines.slice(first).some(({ result }) => result === "committed")).toBe(false);
    await expectNothingLost(lines);
  },
);

test.skipIf(isStraceMissing)(
  "a full disk refuses writes by name and heals when there is space again",
  { timeout: 60_000 },
  async () => {
    const lines = await writeUnder("pwrite64:error=ENOSPC:when=80..95");
    const results = lines.map(({ result }) => result);
    expect(new Set(results)).toEqual(new Set(["committed", "StoreFull"]));
    expect(results.at(0)).toBe("committed");
    expect(results.at(-1)).toBe("committed");
    await expectNothingLost(lines);
  },
);
