import type { Event, Happening } from "../conversation/event.ts";
import type { Message } from "../conversation/message.ts";
import type { State } from "../conversation/state.ts";

/** Numbers that decide everything: 0 and up. Property tests shrink them, and with them the flow and the events. */
export type Draw = (count: number) => number;

/** Reads choices off a list of numbers; where it ends, the first choice is taken. */
export function drawFrom(numbers: readonly number[]): Draw {
  let at = 0;
  return (count) => {
    const number = numbers[at] ?? 0;
    at += 1;
    return number % count;
  };
}

const ids = ["a", "b", "c", "d", "e", "f"] as const;
const texts = ["Hi", "yes", "30", "#back", "#init", "help", "$0", "@resume_url", ""] as const;
const names = ["one", "two", "data"] as const;
const values = [null, 1, "paid", { status: "paid" }] as const;
/** Three of these are more than fields may take. */
const giant = "x".repeat(60_000);

const pick = <const T extends readonly [unknown, ...unknown[]]>(draw: Draw, items: T): T[number] =>
  items[draw(items.length)];

/** Makes a flow of up to six blocks of all kinds, connected at random; it has no errors. */
export function flowFromNumbers(draw: Draw): { readonly [key: string]: unknown } {
  const used = ids.slice(0, 2 + draw(ids.length - 1));
  const target = () => used[draw(used.length)] ?? "a";
  const blocks = Object.fromEntries(used.map((id) => [id, blockFrom(draw, target)]));
  return { format: 1, name: "Mix", start: "a", fallback: "a", keywords: { help: "b" }, blocks };
}

type MakeBlock = (
  draw: Draw,
  target: () => string,
) => { params: object; outputs: readonly string[] };

const kinds: { readonly [kind: string]: MakeBlock } = {
  send_text: () => ({ params: { text: "Hello @one @resume_url" }, outputs: ["success"] }),
  ask_text: (draw) => ({
    params: { text: "Text?", field: pick(draw, names), minChars: 2, ...limits(draw) },
    outputs: ["success", "timeout", "idle"],
  }),
  ask_number: () => ({
    params: { text: "Age?", field: "one", maxTries: 2, idleSeconds: 20 },
    outputs: ["success", "failed", "idle"],
  }),
  ask_yes_no: () => ({ params: { text: "Yes?", field: "two" }, outputs: ["yes", "no"] }),
  buttons: () => ({
    params: {
      text: "Which?",
      options: [
        { id: "yes", label: "yes" },
        { id: "no", label: "no @one" },
      ],
    },
    outputs: ["yes", "no"],
  }),
  set_field: (draw) => ({
    params: {
      assignments: [{ field: pick(draw, names), value: pick(draw, ["@one", 7, "UNSET"]) }],
    },
    outputs: ["success", "failed"],
  }),
  formula: (draw) => ({
    params: {
      formula: pick(draw, ["GetValue(@data, 'status')", "1 / @one", "Now()"]),
      field: "two",
    },
    outputs: ["success", "failed"],
  }),
  conditions: () => ({
    params: { groups: [{ rules: [{ left: "two", operator: "equal", right: "paid" }] }] },
    outputs: ["true", "false"],
  }),
  webhook: () => ({
    params: {
      url: "https://desk.example/",
      body: { kind: "json", template: '{"url": "@resume_url", "own": "@resume_url_b"}' },
      save: [{ path: "", field: "data" }],
    },
    outputs: ["success", "failure"],
  }),
  wait: () => ({ params: { field: "data", timeoutSeconds: 60 }, outputs: ["resumed", "timeout"] }),
  delay: () => ({ params: { seconds: 30 }, outputs: ["success"] }),
  human_takeover: () => ({ params: { agents: "anyone" }, outputs: ["assigned", "nobody"] }),
  ab_test: () => ({
    params: {
      options: [
        { id: "x", weight: 50 },
        { id: "y", weight: 50 },
      ],
    },
    outputs: ["x", "y"],
  }),
  jump: (draw, target) => ({
    params: draw(3) === 0 ? { bot: 2 } : { block: target() },
    outputs: [],
  }),
  close: () => ({ params: {}, outputs: [] }),
};

function limits(draw: Draw) {
  return draw(2) === 0 ? {} : { timeoutSeconds: 50, idleSeconds: 20 };
}

function blockFrom(draw: Draw, target: () => string) {
  const names = Object.keys(kinds);
  const kind = names[draw(names.length)] ?? "close";
  const { params, outputs } = kinds[kind]?.(draw, target) ?? { params: {}, outputs: [] };
  const connected = outputs.filter(() => draw(4) > 0);
  return { kind, params, next: Object.fromEntries(connected.map((it) => [it, target()])) };
}

/** Makes an event that fits the state, or nearly: late visits, foreign timers and strange payloads are among them. */
export function eventFromNumbers(draw: Draw, state: State, atMs: number): Event {
  const make = happenings[draw(happenings.length)] ?? (() => ({ kind: "start" }) as const);
  const agentIdleMs = pick(draw, [0, 30_000]);
  return { ...make(draw, state), atMs, seed: draw(2 ** 31), agentIdleMs };
}

const agents = [
  { id: 40, name: "Mia" },
  { id: 41, name: "Noa" },
] as const;

const agent = (draw: Draw) => pick(draw, agents);
const visit = (draw: Draw, state: State) => Math.max(0, state.visit - (draw(5) === 0 ? 1 : 0));
const value = (draw: Draw) => (draw(16) === 15 ? giant : pick(draw, values));

function message(draw: Draw): Message {
  const text = pick(draw, texts);
  if (draw(4) > 0) return { type: "text", text };
  return { type: "button", text, payload: pick(draw, ["$0", "$1", "$9", ""]) };
}

function fields(draw: Draw) {
  const changed = value(draw);
  const field = changed === null ? null : ({ type: "object", value: changed } as const);
  return { [pick(draw, names)]: field };
}

const happenings: readonly ((draw: Draw, state: State) => Happening)[] = [
  () => ({ kind: "start" }),
  (draw) => ({ kind: "customer-message", message: message(draw) }),
  (draw) => ({ kind: "customer-message", message: message(draw), clientId: `c${draw(9)}` }),
  (draw) => ({
    kind: "agent-message",
    agent: agent(draw),
    message: message(draw),
    takesOver: draw(2) === 0,
  }),
  (draw) => ({ kind: "set-fields", fields: fields(draw) }),
  (draw) => ({ kind: "facts", facts: { browser: value(draw) } }),
  (draw) => ({
    kind: "go",
    block: pick(draw, [null, ...ids, "nowhere"]),
    isLaunched: draw(3) > 0,
    ...(draw(3) === 0 && { fields: fields(draw) }),
    ...(draw(4) === 0 && { ifBlock: pick(draw, ids) }),
  }),
  (draw, state) => ({
    kind: "resume",
    ticket: Math.max(0, state.lastTicket - draw(3)),
    value: value(draw),
    fingerprints: [`f${draw(2)}`],
  }),
  (draw, state) => ({
    kind: "http-answered",
    visit: visit(draw, state),
    answer:
      draw(2) === 0
        ? { kind: "failed", reason: "timeout", message: "timeout", durationMs: 1 }
        : {
            kind: "answered",
            status: 200,
            headers: {},
            json: value(draw),
            text: "",
            durationMs: 1,
          },
  }),
  (draw, state) => ({
    kind: "timer-fired",
    visit: visit(draw, state),
    timer: state.timers[draw(Math.max(1, state.timers.length))]?.id ?? "no-timer",
  }),
  (_draw, state) => ({
    kind: "timer-fired",
    visit: state.visit,
    timer: state.holderTimer ?? "no-timer",
  }),
  (draw, state) => ({
    kind: "handed-over",
    visit: visit(draw, state),
    agent: draw(2) === 0 ? null : agent(draw),
  }),
  (draw) => ({ kind: "assign", agent: agent(draw), isForced: draw(2) === 0 }),
  (draw) => ({ kind: "unassign", by: 40, mayOverride: draw(2) === 0 }),
  (draw) => ({ kind: "archive", by: 40, mayOverride: draw(2) === 0 }),
  () => ({ kind: "unarchive" }),
  () => ({ kind: "block" }),
  () => ({ kind: "unblock" }),
];
