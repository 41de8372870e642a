import type { Event, HttpAnswer } from "../conversation/event.ts";
import type { Cursor, State } from "../conversation/state.ts";
import type { Step, Trace } from "../conversation/step.ts";
import { answerToKeep } from "./answer-to-keep.ts";
import { announce, type Draft, nothing } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { moveOn } from "./move-on.ts";
import { defer, mayRun, run } from "./run.ts";
import { expireTickets } from "./tickets.ts";
import { deliver, type Leaving } from "./walk.ts";

type Of<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** Takes the answer of an outside call to the block that made it. A late one is noted and changes nothing. */
export function receiveHttp(flow: Flow, state: State, event: Of<"http-answered">): Step {
  const { cursor } = state;
  if (cursor.phase !== "calling" || state.visit !== event.visit) {
    const late = {
      kind: "discarded",
      block: null,
      code: "late-answer",
      message: "The conversation had moved on before this answer came.",
      detail: summaryOf(event.answer),
    } as const;
    return { ...nothing(state), trace: [late] };
  }
  if (!mayRun(state)) return keep(flow, state, event, cursor.block);
  return run(flow, state, event, (draft) =>
    deliver(draft, cursor.block, { kind: "http", answer: event.answer }),
  );
}

/** Keeps an answer for later, or what may stand for it where it is too large. */
function keep(flow: Flow, state: State, event: Of<"http-answered">, block: string): Step {
  const answer = answerToKeep(event.answer);
  const kept = defer(flow, state, { ...event, answer });
  if (answer.kind === event.answer.kind) return kept;
  const line: Trace = {
    kind: "error",
    block,
    code: "answer-not-kept",
    message: "The bot may not speak now, and the answer is too large to keep: it counts as failed.",
    detail: summaryOf(event.answer),
  };
  return { ...kept, trace: [...kept.trace, line] };
}

/** Takes a timer to the block that started it; one that was cancelled or replaced changes nothing. */
export function receiveTimer(flow: Flow, state: State, event: Of<"timer-fired">): Step {
  const timer = state.timers.find((it) => it.id === event.timer);
  if (!timer || state.visit !== event.visit || !hasBlock(state.cursor)) return nothing(state);
  if (!mayRun(state)) return defer(flow, state, event);
  const { block, phase } = state.cursor;
  return run(flow, state, event, (draft) => {
    draft.state.timers = draft.state.timers.filter((it) => it !== timer);
    if (phase === "waiting") expireTickets(draft, block);
    return deliver(draft, block, { kind: "timer", purpose: timer.purpose });
  });
}

/**
 * Takes the end of an agent search: the agent holds the conversation from here, or the flow goes on. If somebody
 * took the conversation by hand meanwhile, the search has served its purpose, whatever it found.
 */
export function receiveHandedOver(flow: Flow, state: State, event: Of<"handed-over">): Step {
  const { cursor } = state;
  if (cursor.phase !== "assigning" || state.visit !== event.visit) return nothing(state);
  if (!state.holder && !mayRun(state)) return defer(flow, state, event);
  return run(flow, state, event, (draft) => handOver(draft, cursor.block, event));
}

function handOver(draft: Draft, block: string, { agent }: Of<"handed-over">): Leaving {
  if (!draft.state.holder) {
    if (!agent) return deliver(draft, block, { kind: "nobody-online" });
    draft.state.holder = agent;
    announce(draft, "assign", agent);
  }
  const { bot, version } = draft.flow;
  draft.moves.push({ bot, version, block, isEntry: false, output: "assigned" });
  const next = draft.flow.blocks.get(block)?.next.assigned;
  moveOn(draft, next ? { phase: "ready", block: next } : { phase: "dead-end", block });
  return null;
}

function hasBlock(cursor: Cursor): cursor is Extract<Cursor, { block: string }> {
  return "block" in cursor;
}

/** What an author may know of an answer: not why a call failed, which would tell which inner addresses there are. */
function summaryOf(answer: HttpAnswer) {
  return answer.kind === "answered"
    ? { status: answer.status, durationMs: answer.durationMs }
    : { message: answer.message };
}
