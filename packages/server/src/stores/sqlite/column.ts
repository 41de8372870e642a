/** What a column of this database can hold: there are no blobs, and integers stay below 2^53. */
export type SqlValue = string | number | null;

/** A row as the driver gives it. */
export type SqlRow = { readonly [column: string]: unknown };

/** How a property stands in its column. Reading checks what it finds: a row may have been changed by hand. */
export interface Column<T> {
  readonly write: (value: T) => SqlValue;
  readonly read: (stored: unknown) => T;
}

export const text: Column<string> = {
  write: (value) => value,
  read: (stored) => (typeof stored === "string" ? stored : unreadable(stored)),
};

export const number: Column<number> = {
  write: (value) => value,
  read: (stored) => (typeof stored === "number" ? stored : unreadable(stored)),
};

export const flag: Column<boolean> = {
  write: (value) => (value ? 1 : 0),
  read: (stored) => (stored === 0 || stored === 1 ? stored === 1 : unreadable(stored)),
};

/** A column that may be empty. */
export function nullable<T>({ write, read }: Column<T>): Column<T | null> {
  return {
    write: (value) => (value === null ? null : write(value)),
    read: (stored) => (stored === null ? null : read(stored)),
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Column<T> {
  return {
    write: (value) => value,
    read: (stored) => words.find((word) => word === stored) ?? unreadable(stored),
  };
}

/** A value as JSON text, as `JSON.stringify` writes it. */
export function json<T>(): Column<T> {
  return {
    write: (value) => JSON.stringify(value ?? null),
    read: (stored) => JSON.parse(text.read(stored)),
  };
}

const mostShared = 1_000;

/** JSON that many rows have in common: equal texts are read once, and give the same object. */
export function sharedJson<T>(): Column<T> {
  const { write, read } = json<T>();
  const known = new Map<string, T>();
  return {
    write,
    read: (stored) => {
      const found = known.get(text.read(stored));
      if (found !== undefined) return found;
      const value = read(stored);
      if (known.size >= mostShared) known.clear();
      known.set(text.read(stored), value);
      return value;
    },
  };
}

function unreadable(stored: unknown): never {
  throw new TypeError(`The column holds ${JSON.stringify(stored)}.`);
}
