import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { arabicGreeting, greeting, steps } from "./script.ts";

export type Entry = Record<string, unknown> & { seq: number };

/** One visitor's conversation in memory. */
export type FakeChat = {
  readonly customerId: number;
  readonly entries: Entry[];
  readonly streams: Set<ServerResponse>;
  readonly answers: Map<string, unknown>;
  state: Record<string, unknown>;
  step: number;
};

/** A conversation that has not begun. */
export function createFakeChat(customerId: number): FakeChat {
  return {
    customerId,
    entries: [],
    streams: new Set(),
    answers: new Map(),
    state: { phase: "idle" },
    step: 0,
  };
}

/** Records the greeting as the channel shows it. */
export function greet(chat: FakeChat, channel: string): void {
  const said = channel.includes("RTL") ? arabicGreeting : greeting;
  for (const message of said) record(chat, { author: "bot", samurai: -1, ...message });
  setState(chat, { phase: "asking" });
}

/** Adds an entry and tells every open stream. */
export function record(chat: FakeChat, message: Record<string, unknown>): Entry {
  const entry = {
    extra: {},
    ...message,
    id: randomUUID(),
    seq: chat.entries.length + 1,
    timestamp: Date.now() / 1000,
  };
  chat.entries.push(entry);
  for (const stream of chat.streams) writeEntry(stream, entry);
  return entry;
}

/** Takes what the visitor said and lets the bot answer. A repeat gets the first answer again. */
export function receive(chat: FakeChat, body: Record<string, unknown>): unknown {
  const uiKey = String(body.ui_key);
  const known = chat.answers.get(uiKey);
  if (known) return known;
  const { type, message, payload, url } = body;
  const entry = record(chat, { author: "customer", ui_key: uiKey, type, message, payload, url });
  const answer = {
    success: true,
    customer_id: chat.customerId,
    seq: entry.seq,
    ui_key: uiKey,
    server_timestamp: Date.now() / 1000,
  };
  chat.answers.set(uiKey, answer);
  if (chat.state.phase !== "agent") setTimeout(() => answerWithStep(chat), 250);
  return answer;
}

/** Moves the conversation to another state and tells every open stream. */
export function setState(chat: FakeChat, state: Record<string, unknown>): void {
  chat.state = state;
  for (const stream of chat.streams) writeEvent(stream, "state", state);
}

/** Sends one event of any kind. */
export function writeEvent(stream: ServerResponse, event: string, data: unknown): void {
  stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Sends one entry, with its number as the event's id. */
export function writeEntry(stream: ServerResponse, entry: Entry): void {
  stream.write(`event: message\nid: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`);
}

function answerWithStep(chat: FakeChat): void {
  const step = steps[chat.step % steps.length];
  if (!step) return;
  chat.step += 1;
  for (const message of step.says) record(chat, { author: "bot", samurai: -1, ...message });
  if (!step.waitMs) {
    setState(chat, { phase: "asking" });
    return;
  }
  setState(chat, { phase: "waiting", waiting_since: Date.now() / 1000 });
  setTimeout(() => answerWithStep(chat), step.waitMs);
}
