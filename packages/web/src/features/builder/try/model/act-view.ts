import type { HttpAnswer, HttpRequest, Refusal, Trace, Value } from "@parley/flow";
import type { BlockRun, Conversation, FieldChange } from "@parley/testkit";

/** One thing that happened, and all that came of it. */
export interface ActView {
  readonly index: number;
  /** As a transcript writes it. */
  readonly line: string;
  /** The bot that it happened in; its blocks may lead to others. */
  readonly bot: number;
  /** The flow's clock after it. */
  readonly clockMs: number;
  readonly blocks: readonly BlockView[];
  /** Fields that changed from outside. */
  readonly changes: readonly FieldChange[];
  /** Why the flow did not take it. */
  readonly refused: Refusal | null;
  /** What an operator would read that belongs to no block's run. */
  readonly trace: readonly Trace[];
}

/** What one block did. */
export interface BlockView {
  readonly key: string;
  readonly bot: number;
  readonly block: string;
  /** It was parked there, and this reached it; `null`: the flow came to it. */
  readonly signal: NonNullable<BlockRun["signal"]>["kind"] | null;
  /** The output that it left by; `null`: it waits, or the conversation is closed. */
  readonly output: string | null;
  readonly isParked: boolean;
  /** One a field: as it was before, as it was in the end. */
  readonly changes: readonly FieldChange[];
  readonly reads: readonly (readonly [name: string, value: Value | undefined])[];
  readonly request: HttpRequest | null;
  readonly answer: HttpAnswer | null;
  readonly trace: readonly Trace[];
}

/** Sums up what came of the newest act: the steps and block runs after those counts. */
export function actView(
  conversation: Conversation,
  act: Pick<ActView, "index" | "line" | "bot">,
  before: { readonly steps: number; readonly runs: number },
): ActView {
  const steps = conversation.steps.slice(before.steps);
  const happenings = conversation.happenings.slice(before.steps);
  const runs = conversation.blockRuns.slice(before.runs);
  const blocks = runs.map((run, at) => blockView(run, `${act.index}-${at}`));
  const told = new Set(runs.flatMap((run) => run.trace.map(traceKey)));
  return {
    ...act,
    clockMs: conversation.nowMs(),
    blocks,
    changes: happenings.flatMap((it, at) => outsideChanges(it, conversation, before.steps + at)),
    refused: steps.find(({ refused }) => refused !== undefined)?.refused ?? null,
    trace: steps.flatMap(({ trace }) => trace).filter((it) => !told.has(traceKey(it))),
  };
}

function blockView(run: BlockRun, key: string): BlockView {
  const { outcome, signal } = run;
  return {
    key,
    bot: run.bot,
    block: run.block,
    signal: signal?.kind ?? null,
    output: outcome.kind === "leave" ? outcome.output : null,
    isParked: outcome.kind === "park",
    changes: merged(run.changes),
    reads: [...run.reads],
    request: run.request,
    answer: signal?.kind === "http" ? signal.answer : null,
    trace: run.trace,
  };
}

/** A block may set a field more than once; what counts is before and after. */
function merged(changes: readonly FieldChange[]): FieldChange[] {
  const byName = new Map<string, FieldChange>();
  for (const change of changes) {
    const first = byName.get(change.name);
    byName.set(change.name, first ? { ...change, before: first.before } : change);
  }
  return [...byName.values()];
}

function outsideChanges(
  happening: Conversation["happenings"][number],
  { steps }: Conversation,
  at: number,
): FieldChange[] {
  const isSet = happening.kind === "set-fields" || happening.kind === "go";
  const names = isSet ? Object.keys(happening.fields ?? {}) : [];
  const valueAt = (step: number, name: string) => {
    const fields = steps[step]?.state.fields ?? {};
    return Object.hasOwn(fields, name) ? fields[name]?.value : undefined;
  };
  return names.map((name) => ({
    name,
    before: valueAt(at - 1, name),
    after: valueAt(at, name),
    problem: null,
  }));
}

const traceKey = ({ kind, code, message }: Trace): string => `${kind} ${code} ${message}`;
