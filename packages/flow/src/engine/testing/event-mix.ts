import type { Event, Happening, HttpAnswer } from "../../conversation/event.ts";
import type { Field } from "../../conversation/field.ts";
import type { Cursor, State } from "../../conversation/state.ts";
import { type Draw, pick } from "./draw.ts";
import { blockIds, fieldNames } from "./flow-mix.ts";
import { answerFrom, giant, messageFrom } from "./message-mix.ts";

/** What an event is made for. */
export interface Situation {
  readonly state: State;
  /** The kind of the block that the conversation is at; empty for none. */
  readonly kind: string;
}

/**
 * Makes an event: three times of four one that the conversation stands waiting for, else anything. Late visits, foreign
 * timers and strange payloads are among them.
 */
export function eventFromNumbers(draw: Draw, situation: Situation, atMs: number): Event {
  const makers = draw(4) === 0 ? anything : awaited(situation.state);
  const make = makers[draw(makers.length)] ?? starts;
  const agentIdleMs = pick(draw, [0, 30_000]);
  return { ...make(draw, situation), atMs, seed: draw(2 ** 30), agentIdleMs };
}

type Make = (draw: Draw, situation: Situation) => Happening;

const values = [null, 1, "paid", { status: "paid" }, ["paid", 1.5]] as const;
const agents = [
  { id: 40, name: "Mia" },
  { id: 41, name: "Noa" },
] as const;

const value = (draw: Draw) => (draw(16) === 15 ? giant : pick(draw, values));
/** One in eight is late. */
const visit = (draw: Draw, { visit: present }: State) =>
  Math.max(0, present - (draw(8) === 7 ? 1 : 0));

const starts: Make = () => ({ kind: "start" });

const says: Make = (draw) => ({ kind: "customer-message", message: messageFrom(draw) });

const saysAgain: Make = (draw) => ({
  kind: "customer-message",
  message: messageFrom(draw),
  clientId: `c${draw(9)}`,
});

const replies: Make = (draw, { kind }) => ({
  kind: "customer-message",
  message: answerFrom(draw, kind),
});

const agentWrites: Make = (draw, { state }) => ({
  kind: "agent-message",
  agent: (draw(4) > 0 ? state.holder : null) ?? pick(draw, agents),
  message: messageFrom(draw),
  takesOver: draw(2) === 0,
});

const setsFields: Make = (draw) => ({ kind: "set-fields", fields: fieldsFrom(draw) });

const tellsFacts: Make = (draw) => ({ kind: "facts", facts: { browser: value(draw) } });

const goes: Make = (draw, { state }) => ({
  kind: "go",
  block: pick(draw, [null, ...blockIds, "nowhere"]),
  isLaunched: draw(3) > 0,
  ...(draw(3) === 0 && { fields: fieldsFrom(draw) }),
  ...(draw(3) === 0 && {
    ifBlock: draw(2) === 0 && "block" in state.cursor ? state.cursor.block : pick(draw, blockIds),
  }),
});

/** Mostly by an address that is still good; else by any, used and unknown ones among them. */
const resumes: Make = (draw, { state }) => {
  const good = state.tickets.filter(({ answer, status }) => !answer && status === "open");
  const chosen = draw(4) > 0 ? good[draw(Math.max(1, good.length))] : undefined;
  return {
    kind: "resume",
    ticket: chosen?.id ?? Math.max(0, state.lastTicket - draw(3)),
    value: value(draw),
    fingerprints: [`f${draw(2)}`],
  };
};

const answers: Make = (draw, { state }) => ({
  kind: "http-answered",
  visit: visit(draw, state),
  answer: httpAnswer(draw),
});

const firesTimer: Make = (draw, { state }) => ({
  kind: "timer-fired",
  visit: visit(draw, state),
  timer: state.timers[draw(Math.max(1, state.timers.length))]?.id ?? "no-timer",
});

const firesHolderTimer: Make = (_draw, { state }) => ({
  kind: "timer-fired",
  visit: state.visit,
  timer: state.holderTimer ?? "no-timer",
});

const endsSearch: Make = (draw, { state }) => ({
  kind: "handed-over",
  visit: visit(draw, state),
  agent: draw(2) === 0 ? null : pick(draw, agents),
});

const assigns: Make = (draw) => ({
  kind: "assign",
  agent: pick(draw, agents),
  isForced: draw(2) === 0,
});

const unassigns: Make = (draw, { state }) => ({
  kind: "unassign",
  by: draw(2) === 0 ? (state.holder?.id ?? null) : pick(draw, [40, 41, null]),
  mayOverride: draw(2) === 0,
});

const archives: Make = (draw) => ({
  kind: "archive",
  by: pick(draw, [40, null]),
  mayOverride: draw(2) === 0,
});

const unarchives: Make = () => ({ kind: "unarchive" });
const blocks: Make = () => ({ kind: "block" });
const unblocks: Make = () => ({ kind: "unblock" });

/** What comes next has to be kept until the bot may speak again. */
const silences: Make = (draw, situation) =>
  pick(draw, [assigns, assigns, archives, blocks])(draw, situation);

const anything: readonly Make[] = [
  ...[starts, says, saysAgain, replies, agentWrites, setsFields, tellsFacts, goes, resumes],
  ...[answers, firesTimer, firesHolderTimer, endsSearch, assigns, unassigns, archives],
  ...[unarchives, blocks, unblocks],
];

/** What moves a conversation on from where it stands. */
const awaitedAt: { readonly [P in Cursor["phase"]]: readonly Make[] } = {
  new: [starts, starts, says],
  asking: [replies],
  calling: [answers, answers, answers, silences],
  waiting: [resumes, resumes, firesTimer, silences],
  delaying: [firesTimer, firesTimer, silences],
  assigning: [endsSearch, endsSearch, silences, archives],
  "dead-end": [says, goes],
  ready: [says],
  closed: [says, goes],
};

function awaited(state: State): readonly Make[] {
  const frees = [
    ...(state.holder ? [unassigns, unassigns, firesHolderTimer, agentWrites] : []),
    ...(state.isArchived ? [unarchives, says, goes] : []),
    ...(state.isBlocked ? [unblocks] : []),
  ];
  // What is kept back is only taken up when the bot may speak again.
  if (state.deferred.length > 0) return frees;
  return [
    ...frees,
    ...awaitedAt[state.cursor.phase],
    ...(state.timers.length > 0 ? [firesTimer] : []),
    ...(state.tickets.some(({ status }) => status === "open") ? [resumes] : []),
  ];
}

function httpAnswer(draw: Draw): HttpAnswer {
  if (draw(4) === 0)
    return { kind: "failed", reason: "timeout", message: "timeout", durationMs: 1 };
  const isJson = draw(3) > 0;
  return {
    kind: "answered",
    status: pick(draw, [200, 201, 404, 500]),
    headers: { "x-request-id": "r1" },
    ...(isJson && { json: value(draw) }),
    text: isJson ? "" : pick(draw, ["", "paid", giant]),
    durationMs: 1,
  };
}

function fieldsFrom(draw: Draw): { readonly [name: string]: Field | null } {
  // Together they are too many.
  if (draw(16) === 15) return { one: giantField, two: giantField };
  return { [pick(draw, fieldNames)]: draw(16) === 15 ? giantField : pick(draw, smallFields) };
}

const giantField: Field = { type: "string", value: giant };
const smallFields = [
  null,
  { type: "integer", value: 1 },
  { type: "string", value: "paid", extra: { from: "desk" } },
  { type: "object", value: { status: "paid" } },
] as const satisfies readonly (Field | null)[];
