import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { startServer } from "../harness/server-process.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type Hurt, readyWithinMs, runUnderLoad } from "./run-under-load.ts";

const kills = 40;
const size = { clients: 8, conversationsPerClient: 4, mostThinkMs: 60 };

/** F1: kill -9 at random moments under load, every fourth into start-up or recovery. */
export const randomKill: TortureCase = {
  id: "F1",
  title: `${kills} × kill -9 under load`,
  needs: [],
  mostSeconds: 200,
  run: (context) =>
    runUnderLoad({
      ...{ folder: context.folder, random: context.random, size },
      hurt: (it) => killAgainAndAgain(it, context),
    }),
};

async function killAgainAndAgain(
  { place, live }: Hurt,
  { random, tell }: CaseContext,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const dice = random.fork("kills");
  const readyTimesMs: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill % 4 === 0) {
      const server = startServer(place);
      await sleep(dice.int(0, 100));
      await server.kill();
    } else {
      const life = await live();
      readyTimesMs.push(life.readyMs);
      await sleep(dice.int(50, 3_000));
      await life.kill();
    }
    if (kill % 10 === 0) tell(`${kill} kills`);
  }
  readyTimesMs.sort((a, b) => a - b);
  // One start in twenty is left to the machine, which others use as well.
  const usualMs = readyTimesMs[Math.floor(readyTimesMs.length * 0.95) - 1] ?? 0;
  const slowestMs = readyTimesMs.at(-1) ?? 0;
  return {
    figures: {
      kills,
      "ready within, ms (19 of 20)": Math.round(usualMs),
      slowest: Math.round(slowestMs),
    },
    violations: usualMs > readyWithinMs ? [tooSlow(usualMs)] : [],
  };
}

const tooSlow = (usualMs: number): Violation => ({
  invariant: "P14",
  kind: "other",
  what: `after a kill the server was ready only after ${Math.round(usualMs)} ms`,
  history: [],
});
