import type { Effect } from "../conversation/effect.ts";
import type { Action, Author, Entry } from "../conversation/entry.ts";
import type { Agent, Event } from "../conversation/event.ts";
import type { Message } from "../conversation/message.ts";
import type { State, Timer } from "../conversation/state.ts";
import type { Move, Refusal, Step, Trace } from "../conversation/step.ts";
import type { WorkMeter } from "../expression/evaluate.ts";
import type { Flow } from "./flow.ts";

/**
 * A step in the making: the only mutable thing in the core. It is made from a state and an event, handed
 * through the handlers of one step, and frozen into a `Step` at the end. Nothing keeps it.
 */
export interface Draft {
  readonly flow: Flow;
  readonly atMs: number;
  /** The state of the turn's own random numbers. */
  chance: number;
  blocksRun: number;
  /** What the blocks of this turn may still cost together. */
  readonly work: WorkMeter;
  /** What the fields take as JSON; `null` until somebody asks. */
  fieldBytes: number | null;
  state: { -readonly [K in keyof State]: State[K] };
  readonly entries: Entry[];
  readonly effects: Effect[];
  readonly trace: Trace[];
  readonly moves: Move[];
}

/**
 * What all blocks of one turn may cost together, in characters looked at or said: two of the dearest formulas, or a long
 * book. Within it a turn ends in about half a second.
 */
const mostWorkPerTurn = 4 * 1024 * 1024;

/** Opens a draft on a state. */
export function openDraft(flow: Flow, state: State, event: Pick<Event, "atMs" | "seed">): Draft {
  return {
    flow,
    atMs: event.atMs,
    chance: event.seed >>> 0,
    blocksRun: 0,
    work: { left: mostWorkPerTurn },
    fieldBytes: null,
    state: { ...state, bot: flow.bot, version: flow.version },
    entries: [],
    effects: [],
    trace: [],
    moves: [],
  };
}

/** Ends a draft. */
export function closeDraft(draft: Draft): Step {
  const { state, entries, effects, trace, moves } = draft;
  if (moves.length === 0) return { state, entries, effects, trace };
  return { state, entries, effects, trace, moves };
}

/** A step that takes nothing of the event: the state is the one before. */
export function refuse(state: State, refused: Refusal, reason?: string): Step {
  const step = { state, entries: [], effects: [], trace: [], refused };
  return reason === undefined ? step : { ...step, reason };
}

/** A step in which nothing happened. */
export function nothing(state: State): Step {
  return { state, entries: [], effects: [], trace: [] };
}

/** Writes a message into the conversation. */
export function write(draft: Draft, author: Author, message: Message, clientId?: string): void {
  const seq = nextSeq(draft);
  draft.entries.push(
    clientId === undefined ? { seq, author, message } : { seq, author, message, clientId },
  );
}

/** Writes an event into the conversation, in the system's name. */
export function announce(draft: Draft, action: Action, agent?: Agent): void {
  const entry = { seq: nextSeq(draft), author: { kind: "sys", id: 0 }, action } as const;
  draft.entries.push(agent ? { ...entry, agent } : entry);
}

function nextSeq(draft: Draft): number {
  draft.state.seq += 1;
  return draft.state.seq;
}

/** Starts a timer of the present visit; a running one of the same purpose is replaced. */
export function startTimer(draft: Draft, purpose: Timer["purpose"], delayMs: number): void {
  const { state } = draft;
  stopTimer(draft, purpose);
  // Between a timer and the one that replaces it somebody has spoken, so `seq` keeps them apart.
  const timer: Timer = { id: `${state.id}.${state.visit}.${purpose}.${state.seq}`, purpose };
  state.timers = [...state.timers, timer];
  draft.effects.push({
    kind: "start-timer",
    visit: state.visit,
    timer: timer.id,
    dueMs: draft.atMs + Math.max(0, Math.round(delayMs)),
  });
}

function stopTimer(draft: Draft, purpose: Timer["purpose"]): void {
  const { state } = draft;
  const running = state.timers.find((timer) => timer.purpose === purpose);
  if (!running) return;
  state.timers = state.timers.filter((timer) => timer !== running);
  draft.effects.push({ kind: "cancel-timer", timer: running.id });
}

/** Draws a number in [0, 1) (mulberry32). */
export function draw(draft: Draft): number {
  draft.chance = (draft.chance + 0x6d2b79f5) >>> 0;
  let bits = draft.chance;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
