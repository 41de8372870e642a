import { blockKinds, findBlockKind } from "../blocks/catalogue.ts";
import type { BlockKind, References } from "../blocks/kind.ts";
import { nearestName } from "../expression/nearest-name.ts";
import { patternSize } from "../expression/pattern-size.ts";
import { issuesToProblems } from "./check-shape.ts";
import type { BlockDocument } from "./flow-document.ts";
import { errorAt, type FlowProblem, locate } from "./flow-problem.ts";
import { issueWords } from "./issue-words.ts";

/** A block whose parameters its kind accepts, and what follows from them. */
export interface CheckedBlock {
  readonly id: string;
  readonly next: { readonly [output: string]: string };
  readonly outputs: readonly string[];
  readonly references: References;
  /** Which of these the parameters set: only then can their outputs be taken. */
  readonly limits: ReadonlySet<string>;
}

/** A block that can run, if it can, and its problems. */
export interface BlockCheck {
  readonly checked: CheckedBlock | null;
  readonly problems: readonly FlowProblem[];
}

/** What the patterns of the blocks that are still to come may be compiled to, in parts. */
export interface PatternRoom {
  left: number;
}

/** Room for all patterns of a flow: compiling that much takes a blink, and hundreds of times as much a quarter of an hour. */
export const patternRoom = (): PatternRoom => ({ left: 50_000 });

/** Checks one block by itself: its kind, and its parameters by the kind's own rules. */
export function checkBlock(
  id: string,
  { kind: name, params, next }: BlockDocument,
  room: PatternRoom,
): BlockCheck {
  const kind = findBlockKind(name);
  if (!kind) return { checked: null, problems: [unknownKind(id, name)] };
  const path = ["blocks", id, "params"];
  const read = kind.schema.safeParse(params, { error: issueWords });
  if (!read.success)
    return { checked: null, problems: issuesToProblems(read.error.issues, path, "bad-params") };
  const patterns = kind.patterns?.(read.data) ?? [];
  room.left -= patterns.reduce((sum, it) => sum + patternSize(it), 0);
  if (patterns.length > 0 && room.left < 0)
    return { checked: null, problems: [tooManyPatterns(path)] };
  try {
    return checkParams(kind, id, next, read.data);
  } catch (thrown) {
    return { checked: null, problems: [unusable(path, thrown)] };
  }
}

function checkParams(
  kind: BlockKind<unknown, unknown>,
  id: string,
  next: CheckedBlock["next"],
  params: unknown,
): BlockCheck {
  const problems = kind
    .check(params)
    .map(({ path, code, message, hint, isWarning = false }) =>
      locate({ code, message, hint, isWarning }, ["blocks", id, "params", ...path]),
    );
  if (problems.some(({ isWarning }) => !isWarning)) return { checked: null, problems };
  // What passes here is what `loadFlow` prepares: a document without errors always loads.
  kind.prepare(params);
  const checked = {
    id,
    next,
    outputs: kind.outputs(params),
    references: kind.references(params),
    limits: limitsIn(params),
  };
  return { checked, problems };
}

/** Outputs that a limit opens, by the parameter that sets it. */
const limitOutputs: readonly (readonly [string, string])[] = [
  ["timeoutSeconds", "timeout"],
  ["idleSeconds", "idle"],
  ["maxTries", "failed"],
];

function limitsIn(params: unknown): ReadonlySet<string> {
  const isSet = (name: string) =>
    typeof params === "object" && params !== null && Object.hasOwn(params, name);
  return new Set(limitOutputs.flatMap(([name, output]) => (isSet(name) ? [output] : [])));
}

/** Kinds that Landbot calls by names too far from ours to be taken for typing errors. */
const landbotKinds: ReadonlyMap<string, string> = new Map([
  ["ask_question", "ask_text"],
  ["set_variable", "set_field"],
  ["jump_to", "jump"],
  ["close_chat", "close"],
  ["wait_for_callback", "wait"],
]);

function unknownKind(id: string, name: string): FlowProblem {
  const kinds = blockKinds.map(({ kind }) => kind);
  const near = landbotKinds.get(name) ?? nearestName(name, kinds);
  return errorAt({
    path: ["blocks", id, "kind"],
    code: "unknown-kind",
    message: `There is no kind of block ${JSON.stringify(name)}.`,
    hint: near ? `Did you mean ${near}?` : `There are ${kinds.join(", ")}.`,
  });
}

function tooManyPatterns(path: readonly string[]): FlowProblem {
  return errorAt({
    path,
    code: "too-many-patterns",
    message: "From here on the patterns of this flow are too many, or repeat too much.",
    hint: "Use fewer of them, or smaller counts in braces.",
  });
}

function unusable(path: readonly string[], thrown: unknown): FlowProblem {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const message = `These parameters cannot be used: ${reason}`;
  return errorAt({ path, code: "unusable-block", message, hint: "Change them, and report this." });
}
