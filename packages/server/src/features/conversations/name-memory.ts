/** What is remembered by a channel and the name that it knows somebody by. */
export interface NameMemory<T> {
  get(channelId: number, name: string): T | undefined;
  set(channelId: number, name: string, value: T): void;
  delete(channelId: number, name: string): void;
  /** Forgets all that the test finds. */
  deleteWhere(test: (value: T) => boolean): void;
  clear(): void;
}

type Generation<T> = Map<number, Map<string, T>>;

/**
 * Remembers what was set in the last `most / 2` sets at least, in the last `most` at most.
 *
 * Two generations, the older of which goes as a whole: taking the oldest out of one map means passing over all that were
 * taken out before it. Channel and name stay apart: joined, they would be a new text to hash with every look.
 */
export function createNameMemory<T>(most: number): NameMemory<T> {
  let young: Generation<T> = new Map();
  let old: Generation<T> = new Map();
  /** How often something was set since the older generation went. */
  let sets = 0;

  return {
    get: (channelId, name) => young.get(channelId)?.get(name) ?? old.get(channelId)?.get(name),
    set: (channelId, name, value) => {
      if (sets >= most / 2) {
        old = young;
        young = new Map();
        sets = 0;
      }
      const names = young.get(channelId);
      if (names) names.set(name, value);
      else young.set(channelId, new Map([[name, value]]));
      sets += 1;
    },
    delete: (channelId, name) => {
      young.get(channelId)?.delete(name);
      old.get(channelId)?.delete(name);
    },
    deleteWhere: (test) => {
      for (const names of [...young.values(), ...old.values()]) forgetWhere(names, test);
    },
    clear: () => {
      young = new Map();
      old = new Map();
      sets = 0;
    },
  };
}

function forgetWhere<T>(names: Map<string, T>, test: (value: T) => boolean): void {
  for (const [name, value] of names) if (test(value)) names.delete(name);
}
