import { RE2JS, RE2JSException } from "re2js";
import { patternSize } from "./pattern-size.ts";

/** The longest pattern, in characters. */
export const maxPatternLength = 512;

/** The longest text that a pattern is tried on. */
export const maxPatternInput = 100_000;

/** The longest text whose matches are replaced: each match starts a new search through the rest. */
export const maxReplaceInput = 2_000;

/** A pattern of the linear-time engine, or what is wrong with it. */
export type CompiledPattern =
  | { readonly ok: true; readonly pattern: RE2JS }
  | { readonly ok: false; readonly message: string };

const mostRepeats = 1000;

/** The largest program, in parts: compiling one takes some milliseconds. */
const mostParts = 5000;

/**
 * Compiles a regular expression in RE2's syntax (no back references, no look-around). Matching takes time
 * in proportion to the text; the caps keep the compiled program small.
 */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > maxPatternLength) {
    return { ok: false, message: `the pattern is longer than ${maxPatternLength} characters` };
  }
  if (countRepeats(source) > mostRepeats) {
    return { ok: false, message: `the pattern repeats its parts more than ${mostRepeats} times` };
  }
  if (patternSize(source) > mostParts) {
    return { ok: false, message: "the pattern repeats parts that are too long" };
  }
  try {
    return { ok: true, pattern: RE2JS.compile(source) };
  } catch (thrown) {
    if (thrown instanceof RE2JSException) return { ok: false, message: explain(thrown) };
    throw thrown;
  }
}

// "{100}" copies what it repeats a hundred times into the program.
function countRepeats(source: string): number {
  let total = 0;
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    total += Math.max(Number(least), Number(most ?? 0));
  }
  return total;
}

function explain(thrown: RE2JSException): string {
  const detail = thrown.message.replace("error parsing regexp: ", "");
  return `the pattern is not a regular expression: ${detail}`;
}
