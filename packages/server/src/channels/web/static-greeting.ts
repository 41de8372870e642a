import { type Entry, type Flow, newState, type State, step } from "@parley/flow";

/**
 * The bot's greeting, if it is the same for everybody: what the start says on a straight way to its first question,
 * when neither the visitor nor the day changes a word. Such a greeting is painted without a customer, who then
 * begins with their first message. `null`: it has to be asked for.
 */
export function staticGreeting(flow: Flow): readonly Entry[] | null {
  const question = questionAhead(flow);
  if (question === null) return null;
  const plain = greet(flow, newState(1, flow.bot, flow.version), 0, question);
  const other = greet(flow, otherwise(flow), otherTimeMs, question);
  if (!plain || !other || plain.length === 0) return null;
  return JSON.stringify(plain) === JSON.stringify(other) ? plain : null;
}

/** Blocks that say what they say to everybody, apart from the fields in their words, and go on by one way. */
const plainKinds: ReadonlySet<string> = new Set(["send_text", "media"]);

/** Another day of another week, at another hour. */
const otherTimeMs = ((401 * 24 + 17) * 60 + 13) * 60_000;

/** The first block on the way from the start that is not plain; `null` where the way ends, forks or turns back. */
function questionAhead({ start, blocks }: Flow): string | null {
  const seen = new Set<string>();
  let at = start;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const loaded = blocks.get(at);
    if (!loaded) return null;
    if (!plainKinds.has(loaded.kind.kind)) return at;
    const ways = Object.values(loaded.next);
    at = ways.length === 1 ? (ways[0] ?? null) : null;
  }
  return null;
}

function greet(flow: Flow, state: State, atMs: number, question: string): readonly Entry[] | null {
  const greeted = step(flow, state, { kind: "start", atMs, seed: 1 });
  const { cursor, fields, lastTicket } = greeted.state;
  const isAlone = greeted.effects.every((effect) => effect.kind === "start-timer");
  const isSettled =
    cursor.phase === "asking" && cursor.block === question && greeted.trace.length === 0;
  const isQuiet = fields === state.fields && lastTicket === 0;
  return isAlone && isSettled && isQuiet ? greeted.entries : null;
}

/** A visitor of whom everything is different that a page or a browser can tell before the greeting. */
function otherwise(flow: Flow): State {
  const hidden = [...flow.declared]
    .filter(([, it]) => it.hidden)
    .map(([name, { type }]) => [name, { type, value: "another value" }] as const);
  return {
    ...newState(2, flow.bot, flow.version),
    fields: Object.fromEntries(hidden),
    facts: { landbot_url: "https://another.example/page", browser: "another browser" },
  };
}
