import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faketimeLibrary, libfaketime } from "../harness/tools.ts";
import type { TortureCase } from "../torture-case.ts";
import { runUnderLoad } from "./run-under-load.ts";

const size = { clients: 2, conversationsPerClient: 4, mostThinkMs: 30 };
const eachForMs = 4_000;
/** The last one stays: what was begun under it must come to its end under it. */
const turns = ["-86400", "+0 x1.5", "+0", "+3600"] as const;

/** F20: the wall clock jumps by a day, drifts, and jumps by an hour while the server works. */
export const turnedClock: TortureCase = {
  id: "F20",
  title: "clock turned back, fast and ahead",
  needs: [libfaketime],
  mostSeconds: 130,
  run: async ({ folder, random, tell }) => {
    const clock = join(folder, "clock");
    const turn = (to: string) => writeFileSync(clock, `${to}\n`);
    turn("+0");
    const env = {
      LD_PRELOAD: faketimeLibrary() ?? "",
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
    const result = await runUnderLoad({
      ...{ folder, random, size, lastLife: { env } },
      hurt: async ({ live }) => {
        const life = await live({ env });
        await sleep(eachForMs);
        for (const to of turns) {
          tell(`the clock is at ${to}`);
          turn(to);
          await sleep(eachForMs);
        }
        await life.stop();
        return { figures: { turns: turns.length }, violations: [] };
      },
    });
    // Stamps of a clock that was turned say nothing about how long something took.
    return { ...result, violations: result.violations.filter((it) => it.invariant !== "I13") };
  },
};
