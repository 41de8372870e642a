import type { Violation } from "../check/violation.ts";
import { goBlock, loopBlock } from "../harness/torture-flow.ts";
import { sendRequest } from "../load/send-request.ts";
import type { Target } from "../load/target.ts";
import type { CaseResult, TortureCase } from "../torture-case.ts";
import { createProbe, type Probe, p99 } from "./probe.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const nobody = { clients: 0, conversationsPerClient: 0, mostThinkMs: 0 };
const eachForMs = 5_000;
const stoppedWithinMs = 2_000;
/** Beside a loop others may take twice as long; below this nobody notices the difference. */
const unnoticedMs = 150;

/** F26: a flow that leads to itself, and Go as fast as it can be sent. Others must not feel it. */
export const loops: TortureCase = {
  id: "F26",
  title: "endless loops",
  needs: [],
  mostSeconds: 60,
  run: ({ folder, random }) =>
    runUnderLoad({
      ...{ folder, random, size: nobody },
      hurt: async (it) => {
        const life = await it.live();
        const other = createProbe(it.target, "v1", random);
        const victim = createProbe(it.target, "v2", random);
        await victim.run(1);
        const result = await loop(it, other, victim);
        await life.stop();
        return result;
      },
    }),
};

async function loop(
  { target }: Hurt,
  other: Probe,
  victim: Probe,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const baselineMs = p99(await other.run(3_000));
  const customer = victim.visitor.customerId();
  const run = async (block: string, workers: number) => {
    const [times, sent] = await Promise.all([
      other.run(eachForMs),
      goFor(target, `${customer}`, block, workers),
    ]);
    return { besideMs: p99(times), ...sent };
  };
  const itself = await run(loopBlock, 1);
  const storm = await run(goBlock, 16);
  // The looping conversation itself is alive: it takes a message and answers.
  await goFor(target, `${customer}`, goBlock, 1, 1);
  await victim.visitor.act("echo");
  const boundMs = Math.max(2 * baselineMs, unnoticedMs);
  return {
    figures: {
      "loops stopped": itself.count,
      "Go answered": storm.count,
      "p99 of others alone, ms": Math.round(baselineMs),
      "beside a loop": Math.round(itself.besideMs),
      "beside Go": Math.round(storm.besideMs),
    },
    violations: [
      ...(itself.slowestMs > stoppedWithinMs ? [broken(`a loop ran ${itself.slowestMs} ms`)] : []),
      ...(itself.failed + storm.failed > 0
        ? [broken(`${itself.failed + storm.failed} of the calls ended in an error`)]
        : []),
      ...[itself, storm].flatMap(({ besideMs }) =>
        besideMs > boundMs ? [broken(`others waited ${besideMs} ms, alone ${baselineMs} ms`)] : [],
      ),
    ],
  };
}

async function goFor(
  { url, botId, apiToken }: Target,
  customer: string,
  node: string,
  workers: number,
  forMs = eachForMs,
): Promise<{ count: number; failed: number; slowestMs: number }> {
  const untilMs = performance.now() + forMs;
  let [count, failed, slowestMs] = [0, 0, 0];
  const request = {
    method: "PUT",
    url: `${url}/v1/customers/${customer}/assign_bot/${botId}/`,
    headers: { authorization: `Token ${apiToken}` },
    body: { node },
  } as const;
  const work = async () => {
    do {
      const beganMs = performance.now();
      const { outcome } = await sendRequest(request);
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - beganMs));
      count += 1;
      if (outcome !== "ok") failed += 1;
    } while (performance.now() < untilMs);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { count, failed, slowestMs };
}

const broken = (what: string): Violation => ({
  ...{ invariant: "I12", kind: "other", what, history: [] },
});
