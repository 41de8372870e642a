import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDatabase } from "../check/read-database.ts";
import type { Violation } from "../check/violation.ts";
import { databaseFile } from "../harness/install.ts";
import { runProgram } from "../harness/run-program.ts";
import { strace } from "../harness/tools.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { checkAcknowledged, readAcknowledged } from "./acknowledged.ts";

const calls = ["fsync", "pwrite64", "write"] as const;
const pointsPerCall = 20;
const commits = 40;
const writer = fileURLToPath(new URL("../writers/commit-writer.ts", import.meta.url));

/** The N-th call of a thread that is killed there: dense at the beginning, where the file is set up. */
const nthCalls = Array.from({ length: pointsPerCall }, (_, n) => 1 + n * (n < 10 ? 2 : 5));

/** F3: the process is killed at the N-th fsync, pwrite64 or write, 60 points in all. */
export const killAtCall: TortureCase = {
  id: "F3",
  title: `kill at ${calls.length * pointsPerCall} system calls`,
  needs: [strace],
  mostSeconds: 120,
  run: async (context) => {
    const points = calls.flatMap((call) => nthCalls.map((nth) => ({ call, nth })));
    const results: PointResult[] = [];
    const waiting = points.values();
    const work = async () => {
      for (const point of waiting) results.push(await killAt(context, point));
    };
    // Two at a time: each mostly waits for its own start.
    await Promise.all([work(), work()]);
    return summary(results);
  },
};

interface Point {
  readonly call: (typeof calls)[number];
  readonly nth: number;
}

interface PointResult {
  readonly wasKilled: boolean;
  readonly acknowledged: number;
  readonly violations: readonly Violation[];
}

function summary(results: readonly PointResult[]): CaseResult {
  const killed = results.filter((it) => it.wasKilled).length;
  const violations = results.flatMap((it) => it.violations);
  return {
    accepted: results.reduce((sum, it) => sum + it.acknowledged, 0),
    figures: { points: results.length, killed },
    violations: [...violations, ...(killed * 2 < results.length ? [tooFew(killed)] : [])],
  };
}

const tooFew = (killed: number): Violation => ({
  ...{ invariant: "control", kind: "other", history: [] },
  what: `only ${killed} points were reached: strace kills nothing, and the case proves nothing`,
});

async function killAt({ folder }: CaseContext, { call, nth }: Point): Promise<PointResult> {
  const data = join(folder, `${call}-${nth}`);
  const inject = `inject=${call}:signal=SIGKILL:when=${nth}`;
  const tracer = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`];
  const program = [process.execPath, writer, data, String(commits)];
  const end = await runProgram(["strace", ...tracer, "-e", inject, ...program], 30_000);
  const acked = readAcknowledged(end.stdout);
  const wasKilled = end.signal === "SIGKILL" || end.code === 137;
  const history = [`killed at ${call} number ${nth}`, end.stderr.slice(0, 500)];
  const failed: Violation[] =
    wasKilled || end.code === 0
      ? []
      : [{ invariant: "progress", kind: "other", what: "the writer failed", history }];
  // Before init nothing was promised, and there may be no file yet.
  if (acked[0] !== "init") return { wasKilled, acknowledged: 0, violations: failed };
  const seen = readDatabase(databaseFile(data));
  const violations = [...failed, ...checkAcknowledged(acked.slice(1), seen, history)];
  return { wasKilled, acknowledged: acked.length - 1, violations };
}
