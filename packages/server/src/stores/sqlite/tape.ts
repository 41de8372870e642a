import type { SqlValue } from "./column.ts";

/**
 * Commands for the writer, laid out as one flat list of numbers and texts, which is packed to cross to its thread.
 * Both sides agree on the order; a list is its length, then its items.
 */
export type Tape = SqlValue[];

/** Reads a tape from a position on. */
export interface TapeReader {
  text(): string;
  number(): number;
  value(): SqlValue;
  /** The next `count` values. */
  values(count: number): SqlValue[];
  /** A 1 and `count` values, or a 0. */
  optional(count: number): SqlValue[] | null;
  /** Reads a list, one item a call. */
  each(read: () => void): void;
}

export function readTape(tape: readonly SqlValue[], start: number): TapeReader {
  let position = start;
  const next = (): SqlValue => {
    const value = tape[position];
    if (value === undefined) {
      throw new RangeError(`The tape ends before position ${position}.`);
    }
    position += 1;
    return value;
  };
  const number = (): number => {
    const value = next();
    if (typeof value !== "number") {
      throw new TypeError(`Position ${position - 1} of the tape is not a number.`);
    }
    return value;
  };
  const values = (count: number): SqlValue[] => {
    const found = tape.slice(position, position + count);
    position += count;
    return found;
  };
  return {
    number,
    value: next,
    text: () => String(next()),
    values,
    optional: (count) => (number() === 1 ? values(count) : null),
    each: (read) => {
      for (let left = number(); left > 0; left -= 1) {
        read();
      }
    },
  };
}
