/**
 * Keeps the counts up with the turn log.
 *
 * Job: read turns after the stored position, count them, write the counts and the position as one. `foldTurns` counts.
 *
 * Invariants
 * 1. Each turn is counted once: counts and position are one commit, made on the position they were read at.
 * 2. An erasure in between makes the reading void; it begins again at the position that holds then.
 * 3. Turns come first: it works in small steps and rests after each for so long that it takes a few hundredths of the
 *    time at most. Behind a great many turns it is late, not in the way; how late is told with every number.
 */
import type { AnalyticsStore } from "../../ports/analytics.ts";
import type { Clock } from "../../ports/clock.ts";
import { foldTurns, insightsForm } from "./fold-turns.ts";

const turnsAtOnce = 500;
const idleMs = 5_000;
/** After a step it rests this many times as long as the step took. */
const restFactor = 40;
const shortestRestMs = 20;

export interface InsightsReaderPorts {
  readonly store: AnalyticsStore;
  readonly clock: Clock;
  readonly report: (error: unknown, about: string) => void;
}

/** A reader at work. */
export interface RunningReader {
  stop(): Promise<void>;
}

/** Counts the next turns; gives how many there were. */
export async function readTurns(store: AnalyticsStore): Promise<number> {
  const from = await store.insightsReader();
  if (from.form !== insightsForm) {
    await store.resetInsights(insightsForm);
    return readTurns(store);
  }
  const turns = await store.turnsAfter(from.position, turnsAtOnce);
  const last = turns.at(-1);
  if (!last) return 0;
  const ids = [...new Set(turns.map(({ conversationId }) => conversationId))];
  const folded = foldTurns(await store.places(ids), turns);
  await store.advanceInsights({ from, position: last.id, ...folded });
  return turns.length;
}

/** Starts the reader. */
export function startInsightsReader({ store, clock, report }: InsightsReaderPorts): RunningReader {
  let isStopped = false;
  let cancel: () => void = () => {};
  let step: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    const beganMs = clock.nowMs();
    let restMs = idleMs;
    try {
      const isMore = (await readTurns(store)) === turnsAtOnce;
      const tookMs = clock.nowMs() - beganMs;
      if (isMore) restMs = Math.max(shortestRestMs, tookMs * restFactor);
    } catch (error) {
      if (!isStopped) report(error, "counting what conversations did");
    }
    if (isStopped) return;
    cancel = clock.after(restMs, begin);
  }

  function begin(): void {
    step = work();
  }

  begin();
  return {
    stop: async () => {
      isStopped = true;
      cancel();
      await step;
    },
  };
}
