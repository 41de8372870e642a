import type { Turn } from "../blocks/kind.ts";
import { announce, type Draft, draw, startTimer, write } from "./draft.ts";
import { clearField, setField } from "./fields.ts";
import { readVariable } from "./system-variables.ts";
import { takeTicket } from "./tickets.ts";

/** Gives a block its view of the draft. */
export function turnFor(draft: Draft, blockId: string): Turn {
  const { state, flow } = draft;
  const scope = {
    field: (name: string) => readVariable(draft, name),
    nowMs: draft.atMs,
    zone: flow.zone,
    random: () => draw(draft),
  };
  return {
    scope,
    nowMs: draft.atMs,
    zone: flow.zone,
    random: scope.random,
    field: scope.field,
    setField: (name, value, type) => setField(draft, name, value, type),
    clearField: (name) => clearField(draft, name),
    say: (message) => write(draft, { kind: "bot", id: flow.bot }, message),
    announce: (action) => announce(draft, action),
    callHttp: (request) => {
      state.hasAskedOutside = true;
      const key = `${state.id}.${state.visit}`;
      draft.effects.push({ kind: "call-http", visit: state.visit, block: blockId, key, request });
    },
    handOver: (agents) => {
      draft.effects.push({ kind: "hand-over", visit: state.visit, block: blockId, agents });
    },
    startTimer: (purpose, delayMs) => startTimer(draft, purpose, delayMs),
    takeTicket: (timeoutMs) => takeTicket(draft, blockId, timeoutMs),
    get memory() {
      return state.memory;
    },
    remember: (value) => {
      state.memory = value;
    },
    reach: (goal) => {
      draft.trace.push({ kind: "goal", block: blockId, code: goal, message: "" });
    },
    trace: (item) => {
      draft.trace.push({ ...item, block: blockId });
    },
  };
}
