import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { type Place, urlOf } from "../harness/server-process.ts";
import { strace } from "../harness/tools.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const size = { clients: 2, conversationsPerClient: 3, mostThinkMs: 20 };
const eachForMs = 4_000;
const mostBlockedMs = 250;

/** What the disk does to the server, as strace injects it into the thread that writes: after what a start writes. */
const faults = {
  "fsync EIO once": ["fsync", "error=EIO:when=30"],
  "fsync EIO for good": ["fsync", "error=EIO:when=30+"],
  "pwrite EIO once": ["pwrite64", "error=EIO:when=400"],
  "pwrite EROFS for good": ["pwrite64", "error=EROFS:when=400+"],
  "fsync 200 ms slow": ["fsync", "delay_enter=200000"],
} as const;

/** F19: errors and delays of the disk. After an error nothing is acknowledged until the file was checked. */
export const diskErrors: TortureCase = {
  id: "F19",
  title: `${Object.keys(faults).length} kinds of disk errors`,
  needs: [strace],
  mostSeconds: 180,
  run: (context) =>
    runUnderLoad({
      ...{ folder: context.folder, random: context.random, size },
      hurt: (it) => injectAll(it, context),
    }),
};

async function injectAll(
  { place, live }: Hurt,
  { tell }: CaseContext,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const violations: Violation[] = [];
  let slowestMs = 0;
  for (const [name, [call, inject]] of Object.entries(faults)) {
    tell(name);
    const tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`];
    const life = await live({ prefix: [...tracer, "-e", `inject=${call}:${inject}`] });
    slowestMs = Math.max(slowestMs, await slowestAnswer(place, eachForMs));
    if (life.server.hasEnded())
      violations.push(broken(`${name}: the server ended. ${life.server.complaints()}`));
    await life.kill();
  }
  if (slowestMs > mostBlockedMs)
    violations.push(broken(`an answer that needs no disk took ${Math.round(slowestMs)} ms`));
  return { figures: { "slowest answer without disk, ms": Math.round(slowestMs) }, violations };
}

/** Asks for what is answered from memory: how long that takes is how long the event loop was held up. */
async function slowestAnswer(place: Place, forMs: number): Promise<number> {
  const untilMs = performance.now() + forMs;
  const times: number[] = [];
  while (performance.now() < untilMs) {
    const beganMs = performance.now();
    const answer = await fetch(`${urlOf(place)}/v1/nowhere/`).catch(() => null);
    await answer?.arrayBuffer();
    times.push(performance.now() - beganMs);
    await sleep(20);
  }
  // One in twenty is left to the machine: the tracer stops the server at every call.
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

const broken = (what: string): Violation => ({
  ...{ invariant: "I19", kind: "other", what, history: [] },
});
