/** Runs the work of one key one after another, in order of arrival; different keys never wait for each other. */
export interface Mailbox {
  run<T>(key: number, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything begun so far has ended. */
  idle(): Promise<void>;
}

/** Makes a mailbox. A key costs memory only while it has work. */
export function createMailbox(): Mailbox {
  // The keys that have work; who waits behind it, where somebody does.
  const lanes = new Map<number, (() => void)[] | null>();
  let idlers: (() => void)[] = [];

  const turnCome = (key: number) =>
    new Promise<void>((begin) => {
      const waiting = lanes.get(key);
      if (waiting) waiting.push(begin);
      else lanes.set(key, [begin]);
    });

  function end(key: number): void {
    const next = lanes.get(key)?.shift();
    if (next) {
      next();
      return;
    }
    lanes.delete(key);
    if (lanes.size > 0) return;
    for (const wake of idlers) wake();
    idlers = [];
  }

  async function runNow<T>(key: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      end(key);
    }
  }

  return {
    run: (key, work) => {
      if (lanes.has(key)) return turnCome(key).then(() => runNow(key, work));
      lanes.set(key, null);
      return runNow(key, work);
    },
    idle: async () => {
      while (lanes.size > 0) await new Promise<void>((wake) => idlers.push(wake));
    },
  };
}
