import { isPrototypeKey } from "../expression/field-name.ts";
import type { Value } from "../expression/value.ts";
import { errorAt, type FlowProblem } from "./flow-problem.ts";
import { utf8Length } from "./utf8-length.ts";

/** What a flow file may take as JSON, in UTF-8 bytes. */
const mostFlowBytes = 5 * 1024 * 1024;
const mostLevels = 64;

/** The copy, or why there is none. */
export type JsonCopy =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: FlowProblem };

/**
 * Copies what JSON can say and refuses everything else, so that whatever reads the copy can trust it: no getters,
 * no cycles, no keys that reach a prototype, no more than a flow file may hold. Ends early on a giant.
 */
export function copyJson(input: unknown): JsonCopy {
  const copying: Copying = { bytes: 0 };
  try {
    return { ok: true, value: copy(copying, input, []) };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, problem: thrown.problem };
    // Only a getter or a proxy throws here: no JSON parser makes either.
    return { ok: false, problem: notJson([], "an object that cannot be read") };
  }
}

interface Copying {
  bytes: number;
}

class Refused extends Error {
  readonly problem: FlowProblem;

  constructor(problem: FlowProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Path = readonly (string | number)[];

function copy(copying: Copying, input: unknown, path: Path): Value {
  if (path.length > mostLevels) throw new Refused(tooDeep(path));
  if (typeof input === "string") return spend(copying, utf8Length(input) + 2, input);
  if (input === null || typeof input === "boolean") return spend(copying, 4, input);
  if (typeof input === "number" && Number.isFinite(input))
    return spend(copying, String(input).length, input);
  if (Array.isArray(input)) return copyList(copying, input, path);
  if (typeof input === "object" && isPlain(input)) return copyRecord(copying, input, path);
  throw new Refused(notJson(path, describe(input)));
}

function copyList(copying: Copying, input: readonly unknown[], path: Path): Value {
  spend(copying, 2 + input.length, null);
  return Array.from(input, (item, index) => copy(copying, item, [...path, index]));
}

function copyRecord(copying: Copying, input: object, path: Path): Value {
  spend(copying, 2, null);
  const entries: [string, Value][] = [];
  for (const [key, value] of Object.entries(input)) {
    if (isPrototypeKey(key)) throw new Refused(forbiddenKey([...path, key], key));
    if (value === undefined) continue;
    spend(copying, utf8Length(key) + 4, null);
    entries.push([key, copy(copying, value, [...path, key])]);
  }
  return Object.fromEntries(entries);
}

function spend(copying: Copying, bytes: number, value: null | boolean | number | string): Value {
  copying.bytes += bytes;
  if (copying.bytes > mostFlowBytes) throw new Refused(tooLarge());
  return value;
}

function isPlain(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === null || prototype === Object.prototype;
}

function describe(input: unknown): string {
  if (typeof input === "number") return String(input);
  return typeof input === "object" ? "an object of a class" : `a value of type ${typeof input}`;
}

function notJson(path: Path, found: string): FlowProblem {
  const message = `Found ${found}, which JSON cannot say.`;
  return errorAt({ path, code: "not-json", message, hint: "Read the flow from a JSON file." });
}

function tooDeep(path: Path): FlowProblem {
  const message = `The file nests deeper than ${mostLevels} levels.`;
  const hint = "Make the value flatter.";
  return errorAt({ path: path.slice(0, 8), code: "too-deep", message, hint });
}

function tooLarge(): FlowProblem {
  const message = `The file is larger than ${mostFlowBytes / 1024 / 1024} MiB.`;
  const hint = "Split it into several bots and jump between them.";
  return errorAt({ path: [], code: "too-large", message, hint });
}

function forbiddenKey(path: Path, key: string): FlowProblem {
  const message = `"${key}" cannot be a key.`;
  return errorAt({ path, code: "forbidden-key", message, hint: "Choose another name." });
}
