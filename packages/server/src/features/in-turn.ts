/** Runs the works of one key one after another, so that none computes from what another is about to change. */
export type InTurn = <T>(key: number, work: () => Promise<T>) => Promise<T>;

/** Makes a queue for each key. A key costs memory only while it has work. */
export function createInTurn(): InTurn {
  const tails = new Map<number, Promise<unknown>>();
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work, work);
    tails.set(key, result);
    const forget = () => {
      if (tails.get(key) === result) tails.delete(key);
    };
    result.then(forget, forget);
    return result;
  };
}
