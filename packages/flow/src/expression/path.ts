import type { Value } from "./value.ts";
import { isList, isRecord, ownKey } from "./value-kind.ts";

/**
 * Follows a path such as `a.b`, `a[0].b` or `["a b"]` into a value. A key that is written exactly like the
 * whole path wins. Only own keys are seen; `undefined`: there is nothing at its end.
 */
export function valueAtPath(of: Value, path: string | number): Value | undefined {
  if (typeof path === "number") return childOf(of, String(path));
  const whole = isRecord(of) ? ownKey(of, path) : undefined;
  if (whole !== undefined) return whole;
  const steps = readPath(path);
  if (steps === undefined) return undefined;
  let at: Value | undefined = of;
  for (const step of steps) {
    if (at === undefined) return undefined;
    at = childOf(at, step);
  }
  return at;
}

const longestPath = 1000;
const firstStep = /^(?:([^.[\]]+)|\[(-?\d+|"[^"]*"|'[^']*')\])/;
const nextStep = /^(?:\.([^.[\]]+)|\[(-?\d+|"[^"]*"|'[^']*')\])/;

/** Cuts a path into its keys; `undefined` if it is not one. */
export function readPath(path: string): readonly string[] | undefined {
  if (path.length > longestPath) return undefined;
  const steps: string[] = [];
  let rest = path;
  while (rest !== "") {
    const match = (steps.length === 0 ? firstStep : nextStep).exec(rest);
    if (match === null) return undefined;
    steps.push(match[1] ?? unquote(match[2] ?? ""));
    rest = rest.slice(match[0].length);
  }
  return steps.length === 0 ? undefined : steps;
}

function childOf(of: Value, step: string): Value | undefined {
  if (isList(of)) return /^-?\d{1,9}$/.test(step) ? of.at(Number(step)) : undefined;
  return isRecord(of) ? ownKey(of, step) : undefined;
}

function unquote(step: string): string {
  return step.startsWith('"') || step.startsWith("'") ? step.slice(1, -1) : step;
}
