/** What was found lately, by key. */
export interface LookUps<T> {
  /** What is remembered, at once; else what `find` finds, which is remembered unless something has changed meanwhile. */
  get(key: string, find: () => Promise<T | null>): T | null | Promise<T | null>;
  /** Something changed, or may have: whoever began to look before that remembers nothing. */
  forget(): void;
}

/** Makes a memory of at most so many look-ups; `isFresh` says which may still be used. */
export function createLookUps<T>(most: number, isFresh: (found: T) => boolean): LookUps<T> {
  const known = new Map<string, T>();
  let changes = 0;

  async function look(key: string, find: () => Promise<T | null>): Promise<T | null> {
    known.delete(key);
    const before = changes;
    const found = await find();
    if (found === null || changes !== before) return found;
    if (known.size >= most) known.clear();
    known.set(key, found);
    return found;
  }

  return {
    get: (key, find) => {
      const remembered = known.get(key);
      return remembered !== undefined && isFresh(remembered) ? remembered : look(key, find);
    },
    forget: () => {
      changes += 1;
      known.clear();
    },
  };
}
