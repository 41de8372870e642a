import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { startServer } from "../harness/server-process.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const points = [
  "before-commit",
  "after-commit-before-ack",
  "after-commit-before-wake",
  "after-external-call-before-record",
  "timer-due",
] as const;
const hits = [1, 2, 3, 4, 5];
const reachedWithinMs = 10_000;
const pollMs = 20;
const size = { clients: 4, conversationsPerClient: 4, mostThinkMs: 10 };

/** F2: the process is killed at every named place, at its first five hits. Enumerated, so that none is left to chance. */
export const failpoints: TortureCase = {
  id: "F2",
  title: `kill at ${points.length} places × ${hits.length} hits`,
  needs: [],
  mostSeconds: 200,
  run: (context) =>
    runUnderLoad({
      ...{ folder: context.folder, random: context.random, size },
      hurt: (it) => killAtEach(it, context),
    }),
};

async function killAtEach(
  { place }: Hurt,
  { tell }: CaseContext,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const violations: Violation[] = [];
  let reached = 0;
  for (const point of points) {
    tell(point);
    for (const hit of hits) {
      const env = { PARLEY_TEST: "1", PARLEY_FAILPOINTS: `${point}=kill@${hit}` };
      const server = startServer(place, { env });
      const untilMs = performance.now() + reachedWithinMs;
      while (!server.hasEnded() && performance.now() < untilMs) await sleep(pollMs);
      if (server.child.signalCode === "SIGKILL") reached += 1;
      else violations.push(notReached(`${point} hit ${hit}`, server.complaints()));
      await server.kill();
    }
  }
  return { figures: { reached: `${reached} of ${points.length * hits.length}` }, violations };
}

const notReached = (what: string, complaints: string): Violation => ({
  ...{ invariant: "control", kind: "other", history: complaints === "" ? [] : [complaints] },
  what: `${what} was not reached within ${reachedWithinMs / 1000} s: nothing was killed there`,
});
