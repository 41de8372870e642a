/**
 * Keeps the counts up with the turn log.
 *
 * Job: read turns after the stored position, count them, write the counts and the position as one. `foldTurns` counts.
 *
 * Invariants
 * 1. Each turn is counted once: counts and position are one commit, made on the position they were read at.
 * 2. An erasure in between makes the reading void; it begins again at the position that holds then.
 * 3. Turns come first: it works in slices with room for others between them, and rests after each step so that it
 *    counts so many turns a second at most. Behind more than that it is late, not in the way; how late is told with
 *    every number.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { AnalyticsStore, InsightsReader } from "../../ports/analytics.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Folded, insightsForm, startFold } from "./fold-turns.ts";

/** Read at a time: what nobody minds waiting for. */
const sliceTurns = 200;
/** Written at a time: the more, the less is written for each, and the longer everybody else's commit waits for it. */
const stepTurns = 1_000;
const idleMs = 1_000;
const mostTurnsPerSecond = 10_000;
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
  const { position, turns, folded } = await foldStep(store, from);
  if (turns > 0) await store.advanceInsights({ from, position, ...folded });
  return turns;
}

interface FoldedStep {
  readonly position: number;
  readonly turns: number;
  readonly folded: Folded;
}

async function foldStep(store: AnalyticsStore, { position }: InsightsReader): Promise<FoldedStep> {
  const fold = startFold();
  let at = position;
  let turns = 0;
  while (turns < stepTurns) {
    const slice = await store.turnsAfter(at, sliceTurns);
    const ids = new Set(slice.map(({ conversationId }) => conversationId).filter(fold.isNew));
    fold.take(ids.size === 0 ? [] : await store.places([...ids]), slice);
    turns += slice.length;
    at = slice.at(-1)?.id ?? at;
    if (slice.length < sliceTurns) break;
    await nextTurn();
  }
  return { position: at, turns, folded: fold.folded() };
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
      const turns = await readTurns(store);
      const paceMs = (turns * 1_000) / mostTurnsPerSecond;
      if (turns >= stepTurns) restMs = Math.max(shortestRestMs, paceMs - clock.nowMs() + beganMs);
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
