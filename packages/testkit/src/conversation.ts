import {
  type Agent,
  checkFlow,
  type Entry,
  type Field,
  type Flow,
  type Happening,
  loadFlow,
  newState,
  proceed,
  type State,
  type Step,
  step,
  type Trace,
  type Value,
} from "@parley/flow";
import { createOutside, type Outside } from "./outside.ts";
import { type BlockRun, watchBlocks } from "./watch-blocks.ts";

/** What a tested conversation finds around it. Everything has a default. */
export interface World {
  /** The bot's number. */
  readonly bot?: number;
  /** The customer's number, `@id` in flows. */
  readonly customer?: number;
  /** The time of the first event, in milliseconds since 1970. Default: Monday, 5 January 2026, 10:00 UTC. */
  readonly atMs?: number;
  /** Decides the random numbers of the whole conversation. */
  readonly seed?: number;
  readonly fields?: { readonly [name: string]: Value };
  /** How long an agent may hold the conversation while nobody speaks. Default: for ever. */
  readonly agentIdleMs?: number;
  /** Other bots that the flow can jump to, by their numbers. */
  readonly otherBots?: { readonly [bot: number]: unknown };
}

/** One conversation with a fake world: a clock that is moved by hand, calls that wait for their answers. */
export interface Conversation {
  /** The flow that it runs on now. */
  flow(): Flow;
  state(): State;
  nowMs(): number;
  /** Every event so far: the flow, the first state and these give the conversation again. */
  readonly happenings: readonly Happening[];
  /** What each event led to, oldest first. */
  readonly steps: readonly Step[];
  readonly entries: readonly Entry[];
  readonly trace: readonly Trace[];
  /** What each block did, whenever one ran. */
  readonly blockRuns: readonly BlockRun[];
  readonly outside: Outside;
  /** Lets something happen now. */
  send(happening: Happening): Step;
  /** Moves the clock; timers that fall due on the way fire in the order of their times. */
  wait(ms: number): void;
}

/** The first moment of a tested conversation unless it is told another: a Monday morning. */
export const mondayMorningMs = Date.UTC(2026, 0, 5, 10);

/** Loads a flow file; throws with every error in it. */
export function loadTestFlow(document: unknown, bot = 1): Flow {
  const { document: checked, problems } = checkFlow(document);
  const errors = problems.filter(({ isWarning }) => !isWarning);
  if (!checked || errors.length > 0) {
    const lines = errors.map(({ path, message, hint }) => `  ${path}: ${message} ${hint}`);
    throw new Error(`The flow has errors:\n${lines.join("\n")}`);
  }
  return loadFlow(bot, 1, checked, { resumeUrl: testResumeUrl });
}

const testResumeUrl = (conversation: number, ticket: number): string =>
  `https://parley.test/v1/resume/${conversation}-${ticket}/`;

/** Starts a conversation with a flow file; nothing has happened in it yet. */
export function openConversation(document: unknown, world: World = {}): Conversation {
  return createConversation(loadTestFlow(document, world.bot ?? 1), world);
}

function createConversation(first: Flow, world: World): Conversation {
  const happenings: Happening[] = [];
  const steps: Step[] = [];
  const entries: Entry[] = [];
  const trace: Trace[] = [];
  const blockRuns: BlockRun[] = [];
  const outside = createOutside();
  const watched = (it: Flow) =>
    watchBlocks(it, (run) => blockRuns.push({ ...run, step: steps.length }));
  let flow = watched(first);
  let nowMs = world.atMs ?? mondayMorningMs;
  let state = firstState(first, world);

  function send(happening: Happening): Step {
    happenings.push(happening);
    const seed = Math.imul((world.seed ?? 1) + happenings.length, 0x9e3779b1) >>> 0;
    const { agentIdleMs = 0 } = world;
    let taken = step(flow, state, { ...happening, atMs: nowMs, seed, agentIdleMs });
    while (taken.departure) {
      const { bot } = taken.departure;
      flow = watched(bot === first.bot ? first : otherBot(world, bot));
      taken = proceed(flow, taken);
    }
    // What a store does to a state: whatever does not survive JSON shows in the next event.
    state = throughJson(taken.state);
    steps.push(taken);
    entries.push(...taken.entries);
    trace.push(...taken.trace);
    for (const effect of taken.effects) outside.owe(effect);
    return taken;
  }

  function wait(ms: number): void {
    const untilMs = nowMs + ms;
    for (let due = outside.takeTimer(untilMs); due; due = outside.takeTimer(untilMs)) {
      nowMs = Math.max(nowMs, due.dueMs);
      send({ kind: "timer-fired", visit: due.visit, timer: due.timer });
    }
    nowMs = untilMs;
  }

  return {
    flow: () => flow,
    state: () => state,
    nowMs: () => nowMs,
    happenings,
    steps,
    entries,
    trace,
    blockRuns,
    outside,
    send,
    wait,
  };
}

/**
 * The number before that of an installation's first customer: what a trial really sends to an outside service must lead
 * back to nobody.
 */
const nobody = 10_000_000;

function firstState(flow: Flow, world: World): State {
  const fields = fieldsOf(world.fields ?? {});
  return { ...newState(world.customer ?? nobody, flow.bot, flow.version), fields };
}

function otherBot(world: World, bot: number): Flow {
  const document = world.otherBots?.[bot];
  if (document === undefined) throw new Error(`The flow jumps to bot ${bot}: add it to otherBots.`);
  return loadTestFlow(document, bot);
}

/** Gives bare values the type that they show. */
export function fieldsOf(values: { readonly [name: string]: Value }): { [name: string]: Field } {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { type: typeOf(value), value }]),
  );
}

function typeOf(value: Value): Field["type"] {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "number") return "object";
  return Number.isSafeInteger(value) ? "integer" : "float";
}

function throughJson(state: State): State {
  return JSON.parse(JSON.stringify(state)) as State;
}

/** An agent for tests. */
export const mia: Agent = { id: 40, name: "Mia" };
