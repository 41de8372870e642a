import { setTimeout as sleep } from "node:timers/promises";
import { checkHooks } from "../check/hooks/check-hooks.ts";
import { checkPace, type PaceTurn } from "../check/hooks/check-pace.ts";
import type { Span } from "../check/hooks/hook-lag.ts";
import type { SeenDatabase } from "../check/read-database.ts";
import { type HookReceiver, preciseNowMs, startHookReceiver } from "../harness/hook-receiver.ts";
import type { CaseContext, CaseResult, TortureCase } from "../torture-case.ts";
import {
  type FaultChannel,
  type FaultyReceiver,
  openFaultChannel,
  startFaulty,
} from "./faults/fault-channel.ts";
import { hanging, slowFaults } from "./faults/slow-faults.ts";
import { type HookWatch, watchHooks } from "./hook-watch.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const size = { clients: 2, conversationsPerClient: 6, mostThinkMs: 1_000, acts: ["echo"] } as const;
const hangingReceivers = 50;
const hooksPerChannel = 18;
/** So many stretches alone, and as many while all others hang, which they do for 15 s. */
const stretches = 4;
const stretchMs = 2_000;
const settleWithinMs = 25_000;

/** F11: receivers that take their time are given up after 15 s, hold their conversation for 5 s, and nobody else at all. */
export const slowReceivers: TortureCase = {
  id: "F11",
  title: `hooks to slow receivers, ${hangingReceivers} that hang`,
  needs: [],
  mostSeconds: 120,
  run: async (context) => {
    const { folder, random } = context;
    const healthy = await startHookReceiver(({ answer }) => answer(200));
    const faulty = await startFaulty([
      ...slowFaults,
      ...Array.from({ length: hangingReceivers }, () => hanging),
    ]);
    const receivers = [healthy, ...faulty.map(({ receiver }) => receiver)];
    const watch = watchHooks(receivers, settleWithinMs, folder);
    const stage: Stage = { healthy, faulty, watch, channels: [], turns: [] };
    return runUnderLoad({
      ...{ folder, random, size },
      hurt: (it) => slowDown(it, context, stage),
      witness: {
        ...watch,
        prepare: (it) =>
          watch.hook(it, { name: "healthy", receiver: healthy, isWanted: () => true }),
        judge: (seen) => judge(seen, stage),
      },
    });
  },
};

interface Stage {
  readonly healthy: HookReceiver;
  readonly faulty: readonly FaultyReceiver[];
  readonly watch: HookWatch;
  readonly channels: FaultChannel[];
  turns: readonly PaceTurn[];
}

async function slowDown(
  it: Hurt,
  { random, tell }: CaseContext,
  stage: Stage,
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const { faulty, channels } = stage;
  const life = await it.live();
  for (let from = 0; from < faulty.length; from += hooksPerChannel) {
    const part = faulty.slice(from, from + hooksPerChannel);
    const name = `v${401 + channels.length}`;
    channels.push(await openFaultChannel(it, part, name, random.fork(name)));
  }
  tell("the healthy receiver alone");
  const alone = await passes();
  tell("the slow ones beside it");
  await Promise.all(channels.map((channel) => channel.say()));
  // Before their logs are asked for again and again, which is no receiver's fault.
  const beside = await passes();
  stage.turns = alone.map((well, n) => ({
    ...{ fault: "beside slow ones", well, hurt: beside[n] ?? well },
  }));
  for (const channel of channels) await channel.settle(settleWithinMs);
  await life.stop();
  return { figures: { receivers: faulty.length }, violations: [] };
}

async function passes(): Promise<readonly Span[]> {
  const spans: Span[] = [];
  for (let n = 0; n < stretches; n += 1) {
    const fromMs = preciseNowMs();
    await sleep(stretchMs);
    spans.push({ fromMs, toMs: preciseNowMs() });
  }
  return spans;
}

function judge(
  seen: SeenDatabase,
  { watch, channels, turns }: Stage,
): Pick<CaseResult, "figures" | "violations"> {
  const [healthy] = watch.seen();
  const { entries, deliveries: stored } = seen;
  // The healthy hook is on the channel of the load, whose visitors are all that it hears of.
  const own = new Set(
    stored.filter((it) => it.hookId === healthy?.id).map((it) => it.conversationId),
  );
  const heard = entries.filter(({ conversationId }) => own.has(conversationId));
  const pace = checkPace(heard, healthy, turns);
  const hooks = healthy ? [healthy] : [];
  return {
    figures: pace.figures,
    violations: [
      ...pace.violations,
      ...checkHooks({ entries: heard, hooks, stored }),
      ...channels.flatMap((channel) => channel.judge(seen)),
    ],
  };
}
