import {
  type Cursor,
  type Entry,
  type Refusal,
  readField,
  type Value,
  wordsOf,
} from "@parley/flow";
import type { Conversation } from "./conversation.ts";
import { transcriptOf } from "./transcript.ts";

/** What a test looks at: the conversation, and what the newest `when` added to it. */
export interface Seen {
  readonly conversation: Conversation;
  readonly entries: readonly Entry[];
}

/** A thing that must be so after a `when`. Throws an `ExpectationError` if it is not. */
export type Expectation = (seen: Seen) => void;

/** What was expected, what was found, and the conversation until then. Test runners show the difference. */
export class ExpectationError extends Error {
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(what: string, expected: unknown, actual: unknown, conversation: Conversation) {
    const lines = [
      what,
      `  expected: ${JSON.stringify(expected)}`,
      `  found:    ${JSON.stringify(actual)}`,
      "",
      transcriptOf(conversation),
    ];
    super(lines.join("\n"));
    this.name = "ExpectationError";
    this.expected = expected;
    this.actual = actual;
  }
}

/** The bot has asked this and waits for the answer. */
export function asks(text: string): Expectation {
  return (seen) => {
    const { cursor } = seen.conversation.state();
    check(seen, "The bot's last words", text, botWords(seen.entries).at(-1));
    check(seen, "What the conversation waits for", "asking", cursor.phase);
  };
}

/** The bot has said exactly these things since the `when`, in this order. */
export function replies(...texts: readonly string[]): Expectation {
  return (seen) => check(seen, "What the bot said", texts, botWords(seen.entries));
}

/** The bot has said this among other things. */
export function mentions(text: string): Expectation {
  return (seen) => {
    const found = botWords(seen.entries);
    if (!found.some((it) => it.includes(text))) check(seen, "What the bot said", text, found);
  };
}

/** The bot has said nothing. */
export function staysSilent(): Expectation {
  return replies();
}

/** A field has this value; `undefined`: it has none. */
export function hasField(name: string, value: Value | undefined): Expectation {
  return (seen) => {
    const found = readField(seen.conversation.state().fields, name)?.value;
    check(seen, `The field @${name}`, value, found);
  };
}

/** The conversation stands at a block, in this phase if one is named. */
export function isParkedAt(block: string, phase?: Cursor["phase"]): Expectation {
  return (seen) => {
    const { cursor } = seen.conversation.state();
    check(seen, "The block", block, "block" in cursor ? cursor.block : cursor.phase);
    if (phase !== undefined) check(seen, "The phase", phase, cursor.phase);
  };
}

/** The conversation has ended. */
export function isClosed(): Expectation {
  return (seen) => check(seen, "The phase", "closed", seen.conversation.state().cursor.phase);
}

/** An agent has the conversation; `null`: nobody. */
export function isHeldBy(agent: number | null): Expectation {
  return (seen) => check(seen, "The agent", agent, seen.conversation.state().holder?.id ?? null);
}

/** The newest event was refused, for this reason. */
export function isRefused(reason: Refusal): Expectation {
  return (seen) => check(seen, "The refusal", reason, seen.conversation.steps.at(-1)?.refused);
}

/** An outside call is under way whose parts are these; a body that is JSON is compared as JSON. */
export function calls(request: {
  readonly method?: string;
  readonly url?: string;
  readonly json?: Value;
}): Expectation {
  return (seen) => {
    const call = seen.conversation.outside.openCalls.at(-1)?.request;
    const found = {
      ...(request.method !== undefined && { method: call?.method }),
      ...(request.url !== undefined && { url: call?.url }),
      ...(request.json !== undefined && { json: JSON.parse(call?.body ?? "null") as Value }),
    };
    check(seen, "The outside call", request, found);
  };
}

/** The operator can read this code in the trace. */
export function traces(code: string): Expectation {
  return (seen) => {
    const codes = seen.conversation.trace.map((it) => it.code);
    if (!codes.includes(code)) check(seen, "The trace", code, codes);
  };
}

/** These events stand in the conversation since the `when`, in this order. */
export function announces(...actions: readonly string[]): Expectation {
  return (seen) => {
    const found = seen.entries.flatMap((entry) => ("action" in entry ? [entry.action] : []));
    check(seen, "The events", actions, found);
  };
}

function botWords(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    "message" in entry && entry.author.kind === "bot" ? [wordsOf(entry.message)] : [],
  );
}

function check(seen: Seen, what: string, expected: unknown, actual: unknown): void {
  if (sameJson(expected, actual)) return;
  throw new ExpectationError(`${what} differs.`, expected, actual, seen.conversation);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
