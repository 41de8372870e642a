import { type CompiledPattern, maxPatternInput } from "../../expression/pattern.ts";
import type { Value } from "../../expression/value.ts";
import type { Turn } from "../kind.ts";
import { scalarText } from "./operators.ts";

/**
 * Tells whether a pattern matches somewhere in a value. What no pattern can be tried on (nothing, a list, a
 * text over the cap) does not match; a bad pattern and an over-long text leave a line for the operator.
 */
export function matchPattern(left: Value, compiled: CompiledPattern, turn: Turn): boolean {
  const text = scalarText(left);
  if (text === undefined) return false;
  if (!compiled.ok) return refuse(turn, "bad-pattern", compiled.message);
  if (text.length > maxPatternInput)
    return refuse(turn, "too-long", `the text is longer than ${maxPatternInput} characters`);
  return compiled.pattern.test(text);
}

function refuse(turn: Turn, code: string, what: string): false {
  turn.trace({ kind: "error", code, message: `matches: ${what}.` });
  return false;
}
