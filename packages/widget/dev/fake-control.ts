import { record, setState, writeEvent } from "./fake-chat.ts";
import type { Fake } from "./fake-server.ts";

/** Does to the fake what tests need done: an agent comes, streams drop, sends are refused. */
export function control(fake: Fake, act: string, query: URLSearchParams): unknown {
  const chats = [...fake.chats.values()];
  const agent = { author_name: query.get("name") ?? "Marta Lindqvist", samurai: 40_001 };
  for (const chat of chats) {
    if (act === "agent") {
      record(chat, { type: "event", action: "assign", author: "sys", agent_id: 40_001, ...agent });
      setState(chat, { phase: "agent", agent: { name: agent.author_name } });
    } else if (act === "agent-says") {
      record(chat, { type: "text", author: "agent", message: query.get("text"), ...agent });
    } else if (act === "bot-says") {
      record(chat, {
        type: query.get("type") ?? "text",
        author: "bot",
        samurai: -1,
        message: query.get("text"),
        url: query.get("url") ?? undefined,
      });
    } else if (act === "finish") {
      record(chat, { type: "event", action: "finish", author: "sys" });
      setState(chat, { phase: "closed" });
    } else if (act === "wait") {
      const waiting_since = Date.now() / 1000 - Number(query.get("seconds") ?? 0);
      setState(chat, { phase: "waiting", waiting_since });
    } else if (act === "typing") {
      for (const stream of chat.streams) writeEvent(stream, "typing", { on: true });
    } else if (act === "drop") {
      for (const stream of chat.streams) stream.destroy();
    } else if (act === "reconnect") {
      for (const stream of chat.streams) writeEvent(stream, "reconnect", { after_ms: 300 });
    }
  }
  if (act === "refuse") fake.refusal = Number(query.get("status") ?? 0);
  if (act === "down") fake.isDown = query.get("on") === "1";
  if (act === "forget") fake.chats.clear();
  return { chats: chats.length, entries: chats.map((chat) => chat.entries.length) };
}
