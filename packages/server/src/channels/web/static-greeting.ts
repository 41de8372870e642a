import { type Entry, type Flow, newState, type State, step } from "@parley/flow";

/**
 * The bot's greeting, if it is the same for everybody: what the start says before it first waits, when nothing
 * outside is called and neither the visitor nor the day changes a word. Such a greeting is painted without a
 * customer, who then begins with their first message. `null`: it has to be asked for.
 */
export function staticGreeting(flow: Flow): readonly Entry[] | null {
  const dayMs = 24 * 3600 * 1000;
  const plain = greet(flow, newState(1, flow.bot, flow.version), 0, 1);
  const other = greet(flow, withHiddenFields(flow), 400 * dayMs, 2_654_435_769);
  if (!plain || !other || plain.length === 0) return null;
  return JSON.stringify(plain) === JSON.stringify(other) ? plain : null;
}

function greet(flow: Flow, state: State, atMs: number, seed: number): readonly Entry[] | null {
  const greeted = step(flow, state, { kind: "start", atMs, seed });
  const isAlone = greeted.effects.every((effect) => effect.kind === "start-timer");
  const isSettled = greeted.state.cursor.phase === "asking" && greeted.trace.length === 0;
  const isQuiet = greeted.state.fields === state.fields && greeted.state.lastTicket === 0;
  return isAlone && isSettled && isQuiet && !greeted.departure ? greeted.entries : null;
}

function withHiddenFields(flow: Flow): State {
  const fields = [...flow.declared]
    .filter(([, it]) => it.hidden)
    .map(([name, { type }]) => [name, { type, value: "another value" }] as const);
  return { ...newState(2, flow.bot, flow.version), fields: Object.fromEntries(fields) };
}
