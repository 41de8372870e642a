import { setTimeout as sleep } from "node:timers/promises";
import type { HookRequest } from "../check/hooks/hook-run.ts";
import { preciseNowMs, startHookReceiver } from "../harness/hook-receiver.ts";
import type { Random } from "../random.ts";
import type { Watched } from "./hook-watch.ts";

/** Three receivers on one channel: one that is always well, and two that are told how to be. */
export interface Cast {
  readonly healthy: Watched;
  /** Sick, it answers one in ten with an error and one in a hundred not at all. */
  readonly troubled: Watched;
  /** Sick, it answers for customers' messages alone. */
  readonly picky: Watched;
  /** How the two are from now on. */
  become(mood: "well" | "sick"): void;
  /** An outage of the troubled one: nobody listens, then everybody is cut off. */
  suffer(forMs: number): Promise<void>;
  /** From now on the troubled one, when sick, fails a message this often at most; at first that is once. */
  fail(mostTimes: number): void;
}

/** Starts the three, in good health. */
export async function startCast(dice: Random): Promise<Cast> {
  let isSick = false;
  let mostFailures = 1;
  let outageOverMs = 0;
  // What has failed often enough, or in an outage, is taken: the schedule would wait for minutes, and the run with it.
  const isSpared = ({ nth, writtenMs }: HookRequest): boolean =>
    nth > mostFailures || writtenMs < outageOverMs;
  const troubled = await startHookReceiver(({ request, answer }) => {
    const roll = !isSick || isSpared(request) ? 1 : dice.next();
    if (roll < 0.01) return;
    answer(roll < 0.11 ? 500 : 200);
  });
  const picky = await startHookReceiver(({ request, answer }) => {
    if (!isSick || request.sender === "customer") answer(200, {}, '{"messagefor":"agent"}');
  });
  const all = () => true;
  return {
    healthy: {
      ...{ name: "healthy", isWanted: all },
      receiver: await startHookReceiver(({ answer }) => answer(200)),
    },
    troubled: { name: "troubled", isWanted: all, receiver: troubled },
    picky: {
      ...{ name: "picky", receiver: picky },
      isWanted: ({ sender }) => sender === "customer",
    },
    become: (mood) => {
      isSick = mood === "sick";
    },
    suffer: async (forMs) => {
      await troubled.become("refused");
      await sleep(forMs / 2);
      await troubled.become("reset");
      await sleep(forMs / 2);
      outageOverMs = preciseNowMs();
      await troubled.become("up");
    },
    fail: (mostTimes) => {
      mostFailures = mostTimes;
    },
  };
}
