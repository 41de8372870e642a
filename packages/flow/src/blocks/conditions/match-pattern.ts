import { type CompiledPattern, compilePattern } from "../../expression/pattern.ts";
import type { Value } from "../../expression/value.ts";
import type { Turn } from "../kind.ts";
import { scalarText } from "./operators.ts";

/** What the patterns of one block may still cost: one unit for a character and an instruction of the pattern. */
export interface PatternBudget {
  left: number;
}

// Ample for an address in a long message; the worst pattern and text within it take 0.2 s.
const workPerBlock = 2 * 1024 * 1024;
const compilingWork = 100;

/** Opens the budget of one run of a block. */
export function patternBudget(): PatternBudget {
  return { left: workPerBlock };
}

/** Compiles a pattern that comes from a field. */
export function compileFrom(pattern: Value, budget: PatternBudget): CompiledPattern {
  if (budget.left < 0) return { ok: false, message: "the patterns before took all the time" };
  const source = scalarText(pattern);
  // The empty pattern would match everything.
  if (source === undefined || source === "") return { ok: false, message: "the pattern is empty" };
  const compiled = compilePattern(source);
  if (compiled.ok) budget.left -= compilingWork * compiled.pattern.programSize();
  return compiled;
}

/**
 * Tells whether a pattern matches somewhere in a value. What no pattern can be tried on (nothing, a list) does not
 * match. Nor does a bad pattern, nor one beyond the budget: both leave a line for the operator.
 */
export function matchPattern(
  left: Value,
  compiled: CompiledPattern,
  budget: PatternBudget,
  turn: Turn,
): boolean {
  const text = scalarText(left);
  if (text === undefined) return false;
  if (!compiled.ok) return refuse(turn, "bad-pattern", compiled.message);
  budget.left -= text.length * compiled.pattern.programSize();
  if (budget.left >= 0) return compiled.pattern.test(text);
  return refuse(turn, "too-complex", `a text of ${text.length} characters is too much work`);
}

function refuse(turn: Turn, code: string, what: string): false {
  turn.trace({ kind: "error", code, message: `matches: ${what}.` });
  return false;
}
