import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import type { TortureCase } from "../torture-case.ts";
import { runUnderLoad } from "./run-under-load.ts";

const pairs = 1_000;
const withinMs = 60_000;
const size = { clients: 4, conversationsPerClient: 3, mostThinkMs: 5 };

/** F21: every message, write and resume 2 to 5 times, at once or one after another. */
export const duplicates: TortureCase = {
  id: "F21",
  title: `${pairs} duplicate pairs`,
  needs: [],
  mostSeconds: 150,
  run: ({ folder, random }) => {
    const dice = random.fork("copies");
    let sent = 0;
    return runUnderLoad({
      ...{ folder, random, size },
      copies: () => {
        const count = dice.int(2, 5);
        sent += count - 1;
        return { count, isParallel: dice.next() < 0.5 };
      },
      hurt: async ({ live }) => {
        const untilMs = performance.now() + withinMs;
        const life = await live();
        while (sent < pairs && performance.now() < untilMs) await sleep(100);
        await life.stop();
        return { figures: { pairs: sent }, violations: sent < pairs ? [tooFew(sent)] : [] };
      },
    });
  },
};

const tooFew = (sent: number): Violation => ({
  ...{ invariant: "progress", kind: "other", history: [] },
  what: `only ${sent} duplicates were sent in ${withinMs / 1000} s`,
});
