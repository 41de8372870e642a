import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import type { ClaimedTask, TaskRoom } from "../ports/tasks.ts";

/** Claims tasks of its own sort and keeps its own places: what fills one crew's takes none of another's. */
export interface Crew {
  /** Something is due at this time: look then at the latest. */
  wake(dueMs: number): void;
  look(): void;
  /** What is under way. */
  readonly running: ReadonlySet<Promise<void>>;
  /** Claims nothing more; gives back what it is just claiming. */
  close(): Promise<void>;
}

export interface CrewPorts {
  readonly store: Pick<Store, "claimTasks" | "nextTaskMs">;
  readonly clock: Clock;
  readonly places: Places;
  /** Performs a task; never rejects. */
  readonly perform: (task: ClaimedTask) => Promise<void>;
  readonly giveBack: (task: ClaimedTask) => Promise<void>;
  readonly report: (error: unknown, about: string) => void;
}

/** How many tasks a crew performs at a time. */
export interface Places {
  readonly most: number;
  /** Of those that call nobody. */
  readonly ofOwn: number;
  /** Of those that call one server. */
  readonly ofEachHost: number;
}

const mostClaimedAtOnce = 128;
const leaseMs = 60_000;
const pollMs = 2_000;

/** Makes a crew; it begins when it is first told to look. */
export function createCrew({ store, clock, places, ...ports }: CrewPorts): Crew {
  const running = new Set<Promise<void>>();
  const runningOf = new Map<string, number>();
  const alarm = createAlarm(clock, look);
  let isClosed = false;
  let mustLookAgain = false;
  let looking: Promise<void> | null = null;

  const mostOf = (host: string): number => (host === "" ? places.ofOwn : places.ofEachHost);

  function room(): TaskRoom {
    const hosts = new Map([["", places.ofOwn]]);
    for (const [host, count] of runningOf) hosts.set(host, mostOf(host) - count);
    return { hosts, others: places.ofEachHost };
  }

  function look(): void {
    mustLookAgain = true;
    if (isClosed || looking) return;
    looking = lookOn()
      .catch((error) => ports.report(error, "claiming tasks"))
      .finally(() => {
        looking = null;
        if (isClosed) return;
        if (mustLookAgain && running.size < places.most) look();
        else alarm.set(clock.nowMs() + pollMs);
      });
  }

  async function lookOn(): Promise<void> {
    while (mustLookAgain && !isClosed && running.size < places.most) {
      mustLookAgain = false;
      const limit = Math.min(mostClaimedAtOnce, places.most - running.size);
      const tasks = await store.claimTasks(limit, leaseMs, room());
      if (isClosed) await Promise.all(tasks.map(ports.giveBack));
      else tasks.forEach(begin);
      if (tasks.length === limit) mustLookAgain = true;
      // Whatever is due and was not claimed waits for a place, and is looked for when one becomes free.
      else alarm.set((await store.nextTaskMs(room())) ?? Number.POSITIVE_INFINITY);
    }
  }

  function begin(task: ClaimedTask): void {
    const { host } = task;
    runningOf.set(host, (runningOf.get(host) ?? 0) + 1);
    const work = ports.perform(task).finally(() => {
      const count = runningOf.get(host) ?? 1;
      const wasFull = running.size >= places.most || count >= mostOf(host);
      running.delete(work);
      if (count === 1) runningOf.delete(host);
      else runningOf.set(host, count - 1);
      if (wasFull) look();
    });
    running.add(work);
  }

  return {
    running,
    look,
    wake: (dueMs) => {
      if (!isClosed) alarm.set(dueMs);
    },
    close: async () => {
      isClosed = true;
      alarm.clear();
      await looking;
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
