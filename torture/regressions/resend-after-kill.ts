import { setTimeout as sleep } from "node:timers/promises";
import { runUnderLoad } from "../src/cases/run-under-load.ts";
import { startServer } from "../src/harness/server-process.ts";
import type { TortureCase } from "../src/torture-case.ts";

const diesWithinMs = 15_000;
const one = { clients: 1, conversationsPerClient: 1, mostThinkMs: 0 };

/**
 * R1, found by F1 with seed 7: a message was stored, the server died before it answered, and the visitor's chat sent it
 * again. Every repeat was answered with 500, for ever. It must get the answer of the first.
 */
export const resendAfterKill: TortureCase = {
  id: "R1",
  title: "resend of what was stored, never answered",
  needs: [],
  mostSeconds: 100,
  run: ({ folder, random }) =>
    runUnderLoad({
      ...{ folder, random, size: one },
      hurt: async ({ place }) => {
        const env = { PARLEY_TEST: "1", PARLEY_FAILPOINTS: "after-commit-before-ack=kill@1" };
        const server = startServer(place, { env });
        const untilMs = performance.now() + diesWithinMs;
        while (!server.hasEnded() && performance.now() < untilMs) await sleep(20);
        if (!server.hasEnded()) throw new Error("The server was not killed: nothing was sent.");
        return { figures: {}, violations: [] };
      },
    }),
};
