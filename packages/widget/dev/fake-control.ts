import type { ServerResponse } from "node:http";
import { type FakeChat, record, setState, writeEvent } from "./fake-chat.ts";

/** The state of the fake server. */
export type Fake = {
  readonly chats: Map<string, FakeChat>;
  /** Status that the next sends are answered with; 0 for the ordinary answer. */
  refusal: number;
  isDown: boolean;
};

/** Does to the fake what tests need done: an agent comes, streams drop, sends are refused. */
export function control(fake: Fake, act: string, query: URLSearchParams): unknown {
  const chats = [...fake.chats.values()];
  for (const chat of chats) acts[act]?.(chat, query);
  if (act === "refuse") fake.refusal = Number(query.get("status") ?? 0);
  if (act === "down") fake.isDown = query.get("on") === "1";
  if (act === "forget") fake.chats.clear();
  return { chats: chats.length, entries: chats.map((chat) => chat.entries.length) };
}

const agent = { author_name: "Marta Lindqvist", samurai: 40_001 };
const bot = { author: "bot", samurai: -1 };

const acts: Readonly<Record<string, (chat: FakeChat, query: URLSearchParams) => void>> = {
  agent(chat) {
    record(chat, { type: "event", action: "assign", author: "sys", agent_id: 40_001, ...agent });
    setState(chat, { phase: "agent", agent: { name: agent.author_name } });
  },
  "agent-says": (chat, query) => {
    record(chat, { type: "text", author: "agent", message: query.get("text"), ...agent });
  },
  "bot-says": (chat, query) => {
    record(chat, { type: "text", ...bot, message: query.get("text") });
  },
  history(chat, query) {
    for (let turn = 1; turn <= Number(query.get("turns") ?? 60); turn += 1) {
      record(chat, { type: "text", author: "customer", message: `Question ${turn}` });
      record(chat, { type: "text", ...bot, message: `Answer ${turn}, in a sentence of its own.` });
    }
  },
  finish(chat) {
    record(chat, { type: "event", action: "finish", author: "sys" });
    setState(chat, { phase: "closed" });
  },
  wait(chat, query) {
    const waiting_since = Date.now() / 1000 - Number(query.get("seconds") ?? 0);
    setState(chat, { phase: "waiting", waiting_since });
  },
  typing: each((stream) => writeEvent(stream, "typing", { on: true })),
  drop: each((stream) => stream.destroy()),
  reconnect: each((stream) => writeEvent(stream, "reconnect", { after_ms: 300 })),
};

function each(act: (stream: ServerResponse) => void) {
  return (chat: FakeChat) => {
    for (const stream of chat.streams) act(stream);
  };
}
