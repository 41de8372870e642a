import { setTimeout as sleep } from "node:timers/promises";
import { checkHooks } from "../../check/hooks/check-hooks.ts";
import { entryKey, type ShownDelivery, type WatchedHook } from "../../check/hooks/hook-run.ts";
import type { SeenDatabase } from "../../check/read-database.ts";
import type { Violation } from "../../check/violation.ts";
import {
  createChannel,
  createHook,
  listDeliveries,
  type MadeHook,
  readHook,
} from "../../harness/hook-doors.ts";
import { type HookReceiver, preciseNowMs, startHookReceiver } from "../../harness/hook-receiver.ts";
import { createVisitorDoors, type VisitorDoors } from "../../load/visitor-doors.ts";
import type { Random } from "../../random.ts";
import type { Hurt } from "../run-under-load.ts";
import type { FaultOutcome, HookFault } from "./hook-fault.ts";

/** A fault with the receiver that shows it. */
export interface FaultyReceiver {
  readonly fault: HookFault;
  readonly receiver: HookReceiver;
}

/** A channel all of whose hooks have faulty receivers, and one conversation on it. */
export interface FaultChannel {
  /** The visitor says something: the bot's greeting, that, and what the bot answers go to every hook. */
  say(): Promise<void>;
  /** Waits until the log shows nothing open but what is stuck, and reads it. */
  settle(withinMs: number): Promise<void>;
  judge(seen: SeenDatabase): readonly Violation[];
}

type Hooked = FaultyReceiver & {
  readonly made: MadeHook;
  readonly span: WatchedHook["made"];
  shown: readonly ShownDelivery[];
  hook: FaultOutcome["hook"] | null;
};

const token = "t0ken";
const pollMs = 500;

/** Starts a receiver for each fault. */
export const startFaulty = (faults: readonly HookFault[]): Promise<readonly FaultyReceiver[]> =>
  Promise.all(
    faults.map(async (fault) => ({
      fault,
      receiver: await startHookReceiver(fault.behave, fault.tls),
    })),
  );

/** Opens a channel with a hook for each of these receivers. `name`: of the visitor. */
export async function openFaultChannel(
  { target, installation }: Hurt,
  faulty: readonly FaultyReceiver[],
  name: string,
  random: Random,
): Promise<FaultChannel> {
  const channel = await createChannel(target, installation.botId);
  const hooked: Hooked[] = [];
  for (const it of faulty) {
    const afterMs = preciseNowMs();
    const settings = { name: it.fault.name, url: it.receiver.url, token };
    const made = await createHook(target, channel.id, settings);
    hooked.push({
      ...it,
      made,
      span: { afterMs, beforeMs: preciseNowMs() },
      shown: [],
      hook: null,
    });
  }
  const doors = createVisitorDoors({ ...target, channelToken: channel.token }, name, random);
  const readAll = async (): Promise<void> => {
    for (const it of hooked) {
      it.shown = await listDeliveries(target, it.made);
      it.hook = await readHook(target, it.made);
    }
  };
  return {
    say: async () => {
      await doors.say("echo", (said) => `heard ${said}`);
    },
    settle: async (withinMs) => {
      const untilMs = performance.now() + withinMs;
      do {
        await sleep(pollMs);
        await readAll();
      } while (!hooked.every(isDone) && performance.now() < untilMs);
    },
    judge: (seen) => judge(hooked, seen, doors),
  };
}

const isDone = ({ fault, shown }: Hooked): boolean =>
  fault.isStuck === true ||
  (shown.length > 0 && shown.every(({ status }) => status === "ok" || status === "dead"));

function judge(
  hooked: readonly Hooked[],
  { entries, deliveries }: SeenDatabase,
  doors: VisitorDoors,
): readonly Violation[] {
  const own = entries.filter((it) => it.conversationId === doors.customerId());
  const hooks = hooked.filter(({ fault }) => fault.isStuck !== true).map(watched);
  return [
    ...checkHooks({ entries: own, hooks, stored: deliveries }),
    ...hooked.flatMap((it) => judgeFault(it)),
  ];
}

function judgeFault({ fault, receiver, shown, hook }: Hooked): readonly Violation[] {
  const { requests } = receiver;
  const delivery = shown.find(({ seq }) => seq === 1);
  const first = requests.filter(({ seq }) => seq === 1);
  const wrong =
    delivery && hook
      ? fault.wrong({ first, requests, delivery, hook })
      : "is owed nothing, as its log says";
  if (wrong === null) return [];
  const history = requests.map((it) => `${new Date(it.t).toISOString()} ${entryKey(it)}`);
  return [{ invariant: "I4", kind: "other", what: `"${fault.name}": ${wrong}`, history }];
}

const watched = ({ fault, receiver, made, span, shown }: Hooked): WatchedHook => ({
  ...{ id: made.id, name: fault.name, secret: made.secret, token, made: span, shown },
  ...{ isWanted: () => true, requests: receiver.requests },
});
