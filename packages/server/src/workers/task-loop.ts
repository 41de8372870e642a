/**
 * Performs what conversations owe.
 *
 * Job: find due tasks, perform each under its lease. What a task's result means is the performer's business: it
 * hands an event to the conversation and ends the task in the same transaction.
 *
 * Invariants
 * 1. A task is performed only under a lease, and its end is recorded only under that lease (the store checks).
 * 2. A task whose performer throws is put off, later each time, and never forgotten. One whose performer does not
 *    come back within the lease is let go: its place is free, and whoever claims it next performs it anew.
 * 3. A lost wake-up costs at most `pollMs`: the store is asked again.
 * 4. What an earlier process had leased when it was killed is taken up at once, not when the lease runs out.
 * 5. So many tasks run at a time and no more; the others stay where they are, durable. Calls and the rest have
 *    places of their own, and of the calls each server has few: one that hangs delays nobody else.
 * 6. What is claimed while the loop stops is given back, not begun.
 */
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import type { ClaimedTask } from "../ports/tasks.ts";
import { createCrew, type Places } from "./crew.ts";

/** Performs one kind of task. Throws when it should be tried again later. */
export type Perform = (task: ClaimedTask, run: TaskRun) => Promise<void>;

/** One try at a task. */
export interface TaskRun {
  /** Tells the performer to come to an end: what has no result by then is to be thrown out of, not recorded. */
  readonly signal: AbortSignal;
  /** Gives the task back, to be tried again at this time, with another payload if one is given. */
  putOff(dueMs: number, payload?: unknown): Promise<void>;
}

export interface TaskLoop {
  /** Something is due at this time: look then at the latest. */
  wake(dueMs: number): void;
  /** Takes no new task, waits for those under way (at most `graceMs`), then tells the rest to end. */
  stop(graceMs: number): Promise<void>;
}

export interface TaskLoopPorts {
  readonly store: Pick<Store, "releaseTasks" | "claimTasks" | "postponeTask" | "nextTaskMs">;
  readonly clock: Clock;
  readonly performers: { readonly [kind: string]: Perform };
  readonly report: (error: unknown, about: string) => void;
}

/** Those that call somebody: most of them wait, which costs little. No one server gets more than a few. */
const callPlaces: Places = { most: 1024, ofOwn: 0, ofEachHost: 64 };
/** Timers and what else stays in the house: quick, and never behind a server that hangs. */
const ownPlaces: Places = { most: 256, ofOwn: 256, ofEachHost: 0 };
/** Before the lease ends, so that its task is never performed twice at once by one process. */
const longestMs = 50_000;
const firstDelayMs = 200;
const longestDelayMs = 60_000;
const endWithinMs = 2_000;

/** Starts the loop. */
export function startTaskLoop(ports: TaskLoopPorts): TaskLoop {
  const { clock, store, report } = ports;
  const ending = new AbortController();
  let isStopping = false;
  let hasTakenOver = false;

  async function putOff(task: ClaimedTask, dueMs: number, payload?: unknown): Promise<void> {
    await store.postponeTask(task, dueMs, payload);
    wake(dueMs);
  }

  const crews = [ownPlaces, callPlaces].map((places) =>
    createCrew({
      ...{ store, clock, places, report },
      perform: (task) => perform(ports, task, ending.signal, putOff),
      giveBack: (task) => putOff(task, task.dueMs),
    }),
  );
  const wake = (dueMs: number) => crews.forEach((crew) => void crew.wake(dueMs));
  const running = () => Promise.allSettled(crews.flatMap((crew) => [...crew.running]));

  async function takeOver(): Promise<void> {
    try {
      await store.releaseTasks();
    } catch (error) {
      report(error, "ending the leases of an earlier process");
    }
    hasTakenOver = true;
    if (!isStopping) crews.forEach((crew) => void crew.look());
  }

  // Nothing is claimed before the leases of an earlier process have ended: its own would end with them.
  const takenOver = takeOver();
  return {
    wake: (dueMs) => {
      // Before that nothing is missed: the first look finds whatever is due.
      if (hasTakenOver) wake(dueMs);
    },
    stop: async (graceMs) => {
      isStopping = true;
      await takenOver;
      await Promise.all(crews.map((crew) => crew.close()));
      await within(clock, graceMs, running());
      ending.abort();
      await within(clock, endWithinMs, running());
    },
  };
}

async function perform(
  { clock, performers, report }: TaskLoopPorts,
  task: ClaimedTask,
  ending: AbortSignal,
  putOff: (task: ClaimedTask, dueMs: number, payload?: unknown) => Promise<void>,
): Promise<void> {
  const about = `task ${task.key} of conversation ${task.conversationId}`;
  try {
    const performer = performers[task.kind];
    if (!performer) throw new Error(`Nobody performs tasks of kind "${task.kind}".`);
    const overdue = new AbortController();
    const signal = AbortSignal.any([ending, overdue.signal]);
    const work = performer(task, { signal, putOff: (...rest) => putOff(task, ...rest) });
    if (await within(clock, longestMs, work)) return;
    overdue.abort();
    report(new Error(`No end within ${longestMs} ms.`), about);
  } catch (error) {
    // At the end it goes back as it was, for the next start to find at once.
    if (!ending.aborted) report(error, about);
    const delayMs = Math.min(firstDelayMs * 2 ** Math.min(task.attempt, 20), longestDelayMs);
    const dueMs = ending.aborted ? task.dueMs : clock.nowMs() + delayMs;
    await putOff(task, dueMs).catch((failure) => report(failure, `putting off ${about}`));
  }
}

/** Waits for the work, but no longer than this; tells whether it came to its end. */
async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel = () => {};
  const tooLong = new Promise<false>((resolve) => {
    cancel = clock.after(ms, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true as const), tooLong]);
  } finally {
    cancel();
  }
}
