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
 * 5. At most `mostAtOnce` tasks run at a time; the others stay where they are, durable.
 * 6. What is claimed while the loop stops is given back, not begun.
 */
import type { Clock } from "../ports/clock.ts";
import type { ClaimedTask, Store } from "../ports/store.ts";

/** Performs one kind of task. Throws when it should be tried again later. */
export type Perform = (task: ClaimedTask, run: TaskRun) => Promise<void>;

/** One try at a task. */
export interface TaskRun {
  /** Tells the performer to come to an end: what has no result by then is to be thrown out of, not recorded. */
  readonly signal: AbortSignal;
  /** Gives the task back, to be tried again at this time. */
  putOff(dueMs: number): Promise<void>;
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

/** Most of them wait for somebody else's server, which costs little; a timer must find a place beside them. */
const mostAtOnce = 1024;
const mostClaimedAtOnce = 128;
const leaseMs = 60_000;
/** Before the lease ends, so that its task is never performed twice at once by one process. */
const longestMs = 50_000;
const pollMs = 2_000;
const firstDelayMs = 200;
const longestDelayMs = 60_000;
const endWithinMs = 2_000;

/** Starts the loop. */
export function startTaskLoop(ports: TaskLoopPorts): TaskLoop {
  const { clock } = ports;
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  const alarm = createAlarm(clock, look);
  let isStopping = false;
  let mustLookAgain = false;
  // Nothing is claimed before the leases of an earlier process have ended: its own would end with them.
  let looking: Promise<void> | null = takeOver();

  async function takeOver(): Promise<void> {
    try {
      await ports.store.releaseTasks();
    } catch (error) {
      ports.report(error, "ending the leases of an earlier process");
    }
    looking = null;
    look();
  }

  function look(): void {
    mustLookAgain = true;
    if (isStopping || looking) return;
    looking = lookOn()
      .catch((error) => ports.report(error, "claiming tasks"))
      .finally(() => {
        looking = null;
        if (isStopping) return;
        if (mustLookAgain && running.size < mostAtOnce) look();
        else alarm.set(clock.nowMs() + pollMs);
      });
  }

  async function lookOn(): Promise<void> {
    while (mustLookAgain && !isStopping && running.size < mostAtOnce) {
      mustLookAgain = false;
      const room = Math.min(mostClaimedAtOnce, mostAtOnce - running.size);
      const tasks = await ports.store.claimTasks(room, leaseMs);
      if (isStopping) await Promise.all(tasks.map((task) => putOff(task, task.dueMs)));
      else tasks.forEach(begin);
      if (tasks.length === room) mustLookAgain = true;
      else alarm.set((await ports.store.nextTaskMs()) ?? Number.POSITIVE_INFINITY);
    }
  }

  async function putOff(task: ClaimedTask, dueMs: number): Promise<void> {
    await ports.store.postponeTask(task, dueMs);
    if (!isStopping) alarm.set(dueMs);
  }

  function begin(task: ClaimedTask): void {
    const work = perform(ports, task, ending.signal, putOff).finally(() => {
      const wasFull = running.size >= mostAtOnce;
      running.delete(work);
      if (wasFull) look();
    });
    running.add(work);
  }

  return {
    wake: (dueMs) => {
      if (!isStopping) alarm.set(dueMs);
    },
    stop: async (graceMs) => {
      isStopping = true;
      alarm.clear();
      await looking;
      await within(clock, graceMs, Promise.allSettled(running));
      ending.abort();
      await within(clock, endWithinMs, Promise.allSettled(running));
    },
  };
}

/** One timer, set to the earliest of the times that it was asked for. */
function createAlarm(clock: Clock, ring: () => void) {
  let setMs = Number.POSITIVE_INFINITY;
  let cancel: () => void = () => {};

  function clear(): void {
    cancel();
    setMs = Number.POSITIVE_INFINITY;
  }

  return {
    clear,
    set: (dueMs: number) => {
      if (dueMs >= setMs) return;
      cancel();
      setMs = dueMs;
      cancel = clock.after(Math.max(0, dueMs - clock.nowMs()), () => {
        setMs = Number.POSITIVE_INFINITY;
        ring();
      });
    },
  };
}

async function perform(
  { clock, performers, report }: TaskLoopPorts,
  task: ClaimedTask,
  ending: AbortSignal,
  putOff: (task: ClaimedTask, dueMs: number) => Promise<void>,
): Promise<void> {
  const about = `task ${task.key} of conversation ${task.conversationId}`;
  try {
    const performer = performers[task.kind];
    if (!performer) throw new Error(`Nobody performs tasks of kind "${task.kind}".`);
    const overdue = new AbortController();
    const signal = AbortSignal.any([ending, overdue.signal]);
    const work = performer(task, { signal, putOff: (dueMs) => putOff(task, dueMs) });
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
