/** Runs the work of one key one after another, in order of arrival; different keys never wait for each other. */
export interface Mailbox {
  run<T>(key: number, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything begun so far has ended. */
  idle(): Promise<void>;
}

/** Makes a mailbox. A key costs memory only while it has work. */
export function createMailbox(): Mailbox {
  const tails = new Map<number, Promise<unknown>>();

  function run<T>(key: number, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key);
    const result = before ? before.then(work, work) : Promise.try(work);
    tails.set(key, result);
    const forget = () => {
      if (tails.get(key) === result) tails.delete(key);
    };
    result.then(forget, forget);
    return result;
  }

  return {
    run,
    idle: async () => {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
