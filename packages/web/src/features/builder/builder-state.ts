import type { FlowDocument, FlowProblem } from "@parley/flow";
import type { WantedParam } from "./inspector/inspector-props.ts";
import { type FoundProblem, foundProblems } from "./model/found-problem.ts";
import { beginHistory, edited, type History, rebased, redone, undone } from "./model/history.ts";
import { type ProblemCount, problemsByBlock } from "./model/problems-by-block.ts";

/** How many conversations came into a block, and where they left it. */
export interface BlockHeat {
  readonly entered: number;
  readonly dropped: number;
  readonly left: Readonly<Record<string, number>>;
}

/** What is drawn over the flow: last hour's traffic, or the path of a run. */
export interface Overlay {
  readonly heat?: Readonly<Record<string, BlockHeat>>;
  readonly alive?: AlivePath;
}

/** The way that a run has taken so far. */
export interface AlivePath {
  readonly blocks: readonly string[];
  readonly arrows: readonly { readonly block: string; readonly output: string }[];
  /** The block that waits for something. */
  readonly waiting: string | null;
}

/** Everything that the screens of one open flow look at. */
export interface BuilderState {
  readonly history: History;
  /** Ids of blocks, notes and groups. */
  readonly selected: ReadonlySet<string>;
  /** Keys of arrows, as `arrowKey` makes them. */
  readonly selectedArrows: ReadonlySet<string>;
  /** The note that is being written on. */
  readonly writing: string | null;
  /** The parameter that somebody has asked to be led to; each wish is an object of its own. */
  readonly wanted: WantedParam | null;
  readonly problems: readonly FoundProblem[];
  readonly problemCounts: ReadonlyMap<string, ProblemCount>;
  readonly overlay: Overlay;
}

/** One flow that is open for editing. */
export interface Builder {
  read(): BuilderState;
  listen(tell: () => void): () => void;
  /** Makes an edit that can be taken back; those with the same `joins` within a second are one. */
  edit(label: string, change: (flow: FlowDocument) => FlowDocument, joins?: string): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>, arrows?: Iterable<string>): void;
  /** Begins to write on a note; `null` ends it. */
  write(note: string | null): void;
  /** Asks the form of a block to show one of its parameters. */
  want(block: string, param: readonly string[]): void;
  /** Goes on with a flow that others have had a part in. */
  rebase(flow: FlowDocument): void;
  tellProblems(problems: readonly FlowProblem[]): void;
  overlay(overlay: Overlay): void;
}

/** Opens a flow for editing. */
export function createBuilder(flow: FlowDocument, nowMs: () => number): Builder {
  let state: BuilderState = {
    history: beginHistory(flow),
    selected: new Set(),
    selectedArrows: new Set(),
    writing: null,
    wanted: null,
    problems: [],
    problemCounts: new Map(),
    overlay: {},
  };
  const listeners = new Set<() => void>();
  const change = (part: Partial<BuilderState>) => {
    state = { ...state, ...part };
    for (const tell of listeners) tell();
  };
  const goOn = (history: History) => history !== state.history && change({ history });
  return {
    read: () => state,
    listen: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    edit: (label, make, joins) => {
      const telling = { label, nowMs: nowMs(), ...(joins !== undefined && { joins }) };
      goOn(edited(state.history, make(state.history.document), telling));
    },
    undo: () => goOn(undone(state.history)),
    redo: () => goOn(redone(state.history)),
    select: (ids, arrows = []) => {
      const [selected, selectedArrows] = [new Set(ids), new Set(arrows)];
      if (areEqual(selected, state.selected) && areEqual(selectedArrows, state.selectedArrows))
        return;
      // Whoever has gone elsewhere does not want to be led back.
      change({ selected, selectedArrows, wanted: null });
    },
    write: (writing) => change({ writing }),
    want: (block, param) => change({ wanted: { block, param } }),
    rebase: (document) => goOn(rebased(state.history, document)),
    tellProblems: (told) => {
      const problems = foundProblems(state.history.document, told);
      change({ problems, problemCounts: problemsByBlock(problems) });
    },
    overlay: (overlay) => change({ overlay }),
  };
}

/** Stands for an arrow: the block and the output that it begins at. */
export function arrowKey(block: string, output: string): string {
  return `${block}>${output}`;
}

/** The arrow that a key stands for. */
export function readArrowKey(key: string): { readonly block: string; readonly output: string } {
  const at = key.indexOf(">");
  return { block: key.slice(0, at), output: key.slice(at + 1) };
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
