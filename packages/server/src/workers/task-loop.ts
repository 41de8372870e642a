/**
 * Performs what conversations owe.
 *
 * Job: find due tasks, perform each under its lease. What a task's result means is the performer's business: it
 * hands an event to the conversation and ends the task in the same transaction.
 *
 * Invariants
 * 1. A task is performed only under a lease, and its end is recorded only under that lease (the store checks).
 * 2. A task whose performer throws is put off, later each time, and never forgotten.
 * 3. A lost wake-up costs at most `pollMs`: the store is asked again.
 * 4. What an earlier process had leased when it was killed is taken up at once, not when the lease runs out.
 * 5. At most `mostAtOnce` tasks run at a time; the others stay where they are, durable.
 */
import type { Clock } from "../ports/clock.ts";
import type { ClaimedTask, Store } from "../ports/store.ts";

/** Performs one kind of task. Throws when it should be tried again later. */
export type Perform = (task: ClaimedTask) => Promise<void>;

export interface TaskLoop {
  /** Something is due at this time: look then at the latest. */
  wake(dueMs: number): void;
  /** Takes no new task, waits for those under way (at most `graceMs`). */
  stop(graceMs: number): Promise<void>;
}

export interface TaskLoopPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly performers: { readonly [kind: string]: Perform };
  readonly report: (error: unknown, about: string) => void;
}

const mostAtOnce = 256;
const leaseMs = 60_000;
const pollMs = 2_000;
const firstDelayMs = 200;
const longestDelayMs = 60_000;

/** Starts the loop. */
export function startTaskLoop(ports: TaskLoopPorts): TaskLoop {
  const { store, clock } = ports;
  const running = new Set<Promise<void>>();
  let isStopping = false;
  // Nothing is claimed before the leases of an earlier process have ended: its own would end with them.
  let isLooking = true;
  let mustLookAgain = false;
  let plannedMs = Number.POSITIVE_INFINITY;
  let cancelPlan: () => void = () => {};

  function plan(dueMs: number): void {
    if (isStopping || dueMs >= plannedMs) return;
    cancelPlan();
    plannedMs = dueMs;
    cancelPlan = clock.after(Math.max(0, dueMs - clock.nowMs()), () => {
      plannedMs = Number.POSITIVE_INFINITY;
      look();
    });
  }

  function look(): void {
    if (isStopping) return;
    if (isLooking) {
      mustLookAgain = true;
      return;
    }
    isLooking = true;
    claim()
      .catch((error) => ports.report(error, "claiming tasks"))
      .finally(() => {
        isLooking = false;
        if (mustLookAgain) {
          mustLookAgain = false;
          look();
        } else plan(clock.nowMs() + pollMs);
      });
  }

  async function claim(): Promise<void> {
    const room = mostAtOnce - running.size;
    if (room <= 0) return;
    const tasks = await store.claimTasks(room, leaseMs);
    for (const task of tasks) begin(task);
    if (tasks.length === room) mustLookAgain = true;
    else plan((await store.nextTaskMs()) ?? Number.POSITIVE_INFINITY);
  }

  function begin(task: ClaimedTask): void {
    const work = perform(ports, task).finally(() => {
      running.delete(work);
      if (running.size === mostAtOnce - 1) look();
    });
    running.add(work);
  }

  store
    .releaseTasks()
    .catch((error) => ports.report(error, "ending the leases of an earlier process"))
    .finally(() => {
      isLooking = false;
      look();
    });
  return {
    wake: plan,
    stop: async (graceMs) => {
      isStopping = true;
      cancelPlan();
      const grace = new Promise<void>((resolve) => clock.after(graceMs, resolve));
      await Promise.race([Promise.allSettled(running), grace]);
    },
  };
}

async function perform(ports: TaskLoopPorts, task: ClaimedTask): Promise<void> {
  try {
    const performer = ports.performers[task.kind];
    if (!performer) throw new Error(`Nobody performs tasks of kind "${task.kind}".`);
    await performer(task);
  } catch (error) {
    ports.report(error, `task ${task.key} of conversation ${task.conversationId}`);
    const delayMs = Math.min(firstDelayMs * 2 ** Math.min(task.attempt, 20), longestDelayMs);
    await ports.store
      .postponeTask(task, ports.clock.nowMs() + delayMs)
      .catch((failure) => ports.report(failure, `putting off task ${task.key}`));
  }
}
