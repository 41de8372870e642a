/** Changes that can be taken back together: a commit's own undo list. */
export interface Journal {
  put<K, V extends object | string | number>(map: Map<K, V>, key: K, value: V): void;
  remove<K, V extends object | string | number>(map: Map<K, V>, key: K): void;
  append<V>(list: V[], values: readonly V[]): void;
  /** Takes back everything since the journal began. */
  undo(): void;
}

/** Begins a journal. */
export function openJournal(): Journal {
  const steps: (() => void)[] = [];
  const restore = <K, V extends object | string | number>(map: Map<K, V>, key: K) => {
    const before = map.get(key);
    steps.push(() => {
      if (before === undefined) {
        map.delete(key);
      } else {
        map.set(key, before);
      }
    });
  };
  return {
    put: (map, key, value) => {
      restore(map, key);
      map.set(key, value);
    },
    remove: (map, key) => {
      restore(map, key);
      map.delete(key);
    },
    append: (list, values) => {
      const { length } = list;
      steps.push(() => {
        list.length = length;
      });
      list.push(...values);
    },
    undo: () => {
      for (const step of steps.reverse()) {
        step();
      }
    },
  };
}
