import type { Flow, HttpRequest, Message, Trace, Value } from "@parley/flow";

type Loaded = Flow["blocks"] extends ReadonlyMap<string, infer B> ? B : never;
type Kind = Loaded["kind"];
type Turn = Parameters<Kind["enter"]>[1];
type Outcome = ReturnType<Kind["enter"]>;
/** What reaches a parked block. */
export type Signal = Parameters<NonNullable<Kind["receive"]>>[2];

/** A field as a block found it and as it left it; `undefined`: there was none. */
export interface FieldChange {
  readonly name: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** Why the value was not kept. */
  readonly problem: string | null;
}

/** Everything that one block did in one run. */
export interface BlockRun {
  readonly bot: number;
  readonly block: string;
  /** The step that it ran in, by its place among the conversation's steps. */
  readonly step: number;
  /** What reached the parked block; `null`: the flow came to it. */
  readonly signal: Signal | null;
  readonly outcome: Outcome;
  /** What it read, by name; `undefined`: it had no value. */
  readonly reads: ReadonlyMap<string, Value | undefined>;
  readonly changes: readonly FieldChange[];
  readonly said: readonly Message[];
  readonly request: HttpRequest | null;
  readonly trace: readonly Trace[];
}

/** The same flow; whenever one of its blocks has run, `tell` hears what it did. The steps stay as they would be. */
export function watchBlocks(flow: Flow, tell: (run: Omit<BlockRun, "step">) => void): Flow {
  const watched = [...flow.blocks].map(([id, loaded]) => {
    const kind = watchKind(loaded.kind, (run) => tell({ ...run, bot: flow.bot, block: id }));
    return [id, { ...loaded, kind }] as const;
  });
  return { ...flow, blocks: new Map(watched) };
}

type Run = Omit<BlockRun, "step" | "bot" | "block">;

function watchKind(kind: Kind, tell: (run: Run) => void): Kind {
  const { receive } = kind;
  const entering: Kind = {
    ...kind,
    enter: (block, turn) => watch(turn, null, tell, (watched) => kind.enter(block, watched)),
  };
  if (!receive) return entering;
  return {
    ...entering,
    receive: (block, turn, signal) =>
      watch(turn, signal, tell, (watched) => receive.call(kind, block, watched, signal)),
  };
}

function watch(
  turn: Turn,
  signal: Signal | null,
  tell: (run: Run) => void,
  act: (turn: Turn) => Outcome,
): Outcome {
  const seen: Seen = { reads: new Map(), changes: [], said: [], trace: [], request: null };
  const outcome = act(watchedTurn(turn, seen));
  tell({ signal, outcome, ...seen });
  return outcome;
}

interface Seen {
  readonly reads: Map<string, Value | undefined>;
  readonly changes: FieldChange[];
  readonly said: Message[];
  readonly trace: Trace[];
  request: HttpRequest | null;
}

function watchedTurn(turn: Turn, seen: Seen): Turn {
  const change = (name: string, act: () => string | null) => {
    const before = turn.field(name);
    const problem = act();
    seen.changes.push({ name, before, after: turn.field(name), problem });
    return problem;
  };
  const read = (name: string) => {
    const value = turn.field(name);
    seen.reads.set(name, value);
    return value;
  };
  return {
    nowMs: turn.nowMs,
    zone: turn.zone,
    scope: {
      ...{ nowMs: turn.nowMs, zone: turn.zone, field: read },
      ...(turn.scope.language && { language: turn.scope.language }),
      ...(turn.scope.work && { work: turn.scope.work }),
    },
    get memory() {
      return turn.memory;
    },
    random: () => turn.random(),
    field: read,
    checkField: (name, value) => turn.checkField(name, value),
    setField: (name, value, type) => change(name, () => turn.setField(name, value, type)),
    clearField: (name) => {
      change(name, () => {
        turn.clearField(name);
        return null;
      });
    },
    say(message) {
      seen.said.push(message);
      turn.say(message);
    },
    announce: (action) => turn.announce(action),
    callHttp(request) {
      seen.request = request;
      turn.callHttp(request);
    },
    handOver: (agents) => turn.handOver(agents),
    startTimer: (purpose, delayMs) => turn.startTimer(purpose, delayMs),
    takeTicket: (timeoutMs) => turn.takeTicket(timeoutMs),
    remember: (value) => turn.remember(value),
    reach(goal) {
      seen.trace.push({ kind: "goal", block: null, code: goal, message: "" });
      turn.reach(goal);
    },
    trace(item) {
      seen.trace.push({ ...item, block: null });
      turn.trace(item);
    },
  };
}
