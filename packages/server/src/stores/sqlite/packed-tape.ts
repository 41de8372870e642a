import type { Tape } from "./tape.ts";

/**
 * A tape as it crosses to another thread: one text and two rows of numbers are copied as they are, where a list of
 * a thousand values is taken apart and put together again value by value, at five times the cost.
 */
export interface PackedTape {
  /** For each value the length of its text, or what else it is. */
  readonly kinds: Int32Array;
  /** All texts, one after another. */
  readonly text: string;
  /** All numbers, in order. */
  readonly numbers: Float64Array;
}

const NUMBER = -1;
const NULL = -2;

/** Packs a tape. */
export function packTape(tape: Tape): PackedTape {
  const kinds = new Int32Array(tape.length);
  const numbers = new Float64Array(tape.length);
  let text = "";
  let count = 0;
  for (let at = 0; at < tape.length; at += 1) {
    const value = tape[at];
    if (typeof value === "string") {
      kinds[at] = value.length;
      text += value;
    } else if (typeof value === "number") {
      kinds[at] = NUMBER;
      numbers[count] = value;
      count += 1;
    } else {
      kinds[at] = NULL;
    }
  }
  return { kinds, text, numbers: numbers.slice(0, count) };
}

/** Gives the tape again, value by value the same. */
export function unpackTape({ kinds, text, numbers }: PackedTape): Tape {
  const tape: Tape = [];
  let textAt = 0;
  let numberAt = 0;
  // By index: going over a row of numbers value by value costs several times as much.
  for (let at = 0; at < kinds.length; at += 1) {
    const kind = kinds[at] ?? NULL;
    if (kind === NULL) {
      tape.push(null);
    } else if (kind === NUMBER) {
      tape.push(numbers[numberAt] ?? null);
      numberAt += 1;
    } else {
      tape.push(text.slice(textAt, textAt + kind));
      textAt += kind;
    }
  }
  return tape;
}
