import type { FlowDocument } from "@parley/flow";
import { applyChanges, type Change, changesBetween, inverseOf } from "./changes.ts";

/** A flow that is being edited: as it is, and what can be taken back and made again. */
export interface History {
  readonly document: FlowDocument;
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

/** One thing that the hand did. */
export interface Step {
  readonly label: string;
  readonly changes: readonly Change[];
  /** What goes on being one step while it is typed or dragged. */
  readonly joins: string | null;
  readonly atMs: number;
}

/** How an edit is remembered. */
export interface Telling {
  readonly label: string;
  readonly nowMs: number;
  readonly joins?: string;
}

const mostSteps = 200;
const joinWithinMs = 1000;

/** A flow that nothing has been done to. */
export function beginHistory(document: FlowDocument): History {
  return { document, undo: [], redo: [] };
}

/** Makes an edit; one that continues the last of its kind within a second becomes part of it. */
export function edited(history: History, document: FlowDocument, telling: Telling): History {
  const changes = changesBetween(history.document, document);
  if (changes.length === 0) return history;
  const last = history.undo.at(-1);
  const step = { label: telling.label, changes, joins: telling.joins ?? null, atMs: telling.nowMs };
  const undo =
    last && doesContinue(last, step)
      ? [...history.undo.slice(0, -1), joined(last, step)]
      : [...history.undo, step].slice(-mostSteps);
  return { document, undo, redo: [] };
}

/** Takes the last edit back; what somebody else has changed since stays as it is. */
export function undone(history: History): History {
  const step = history.undo.at(-1);
  if (!step) return history;
  return {
    document: applyChanges(history.document, inverseOf(step.changes), { isCareful: true }),
    undo: history.undo.slice(0, -1),
    redo: [...history.redo, step],
  };
}

/** Makes the edit again that was taken back last. */
export function redone(history: History): History {
  const step = history.redo.at(-1);
  if (!step) return history;
  return {
    document: applyChanges(history.document, step.changes, { isCareful: true }),
    undo: [...history.undo, step],
    redo: history.redo.slice(0, -1),
  };
}

/** Goes on with a document that others have had a part in; one's own edits can still be taken back. */
export function rebased(history: History, document: FlowDocument): History {
  return { ...history, document };
}

function doesContinue(last: Step, step: Step): boolean {
  return step.joins !== null && step.joins === last.joins && step.atMs - last.atMs <= joinWithinMs;
}

function joined(last: Step, step: Step): Step {
  const paths = (it: Step) => it.changes.map(({ path }) => path.join("\n")).join("\n\n");
  const changes =
    paths(last) === paths(step)
      ? step.changes.map((change, at) => ({ ...change, before: last.changes[at]?.before }))
      : [...last.changes, ...step.changes];
  return { ...last, changes, atMs: step.atMs };
}
