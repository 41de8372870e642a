import type { Effect, Entry, Input, Message, Step, Trace } from "@parley/flow";
import type { Conversation } from "./conversation.ts";

/** Writes what was said in a conversation, one line a message. */
export function transcriptOf({ entries }: Pick<Conversation, "entries">): string {
  return entries.map(entryLine).join("\n");
}

/** Writes everything that came of a step: what was said, asked of the outside world and noted. */
export function stepLines({ entries, effects, trace, refused }: Step): string[] {
  return [
    ...(refused === undefined ? [] : [line("refused", refused)]),
    ...entries.map(entryLine),
    ...effects.flatMap(effectLines),
    ...trace.map(traceLine),
  ];
}

/** Writes where a conversation stands. */
export function placeLine({ state }: Pick<Conversation, "state">): string {
  const { cursor } = state();
  return line("at", "block" in cursor ? `${cursor.block} (${cursor.phase})` : cursor.phase);
}

function entryLine(entry: Entry): string {
  const { author } = entry;
  if ("action" in entry) {
    const about = entry.agent ? ` ${entry.agent.name}` : "";
    return line("event", `${entry.action}${about}`);
  }
  const name = author.kind === "agent" ? author.name.toLowerCase() : author.kind;
  return line(name, messageText(entry.message));
}

function messageText(message: Message): string {
  const { extra } = message;
  const control = extra?.input ? ` (${controlText(extra.input)})` : "";
  switch (message.type) {
    case "text":
      return `${message.text}${control}`;
    case "button":
      return `[${message.text}]`;
    case "dialog": {
      const buttons = message.options.map((it) => `[${it.label}]${it.url ? `(${it.url})` : ""}`);
      return `${message.title}\n${buttons.join(" ")}`;
    }
    case "location":
      return `(${message.latitude}, ${message.longitude}) ${message.address ?? ""}`.trim();
    case "iframe":
      return `<${message.type} ${message.url}>`;
    case "image":
    case "video":
    case "audio":
    case "document":
      return `<${message.type} ${message.url}> ${message.caption ?? ""}`.trim();
  }
}

function controlText({ kind, yesLabel, noLabel }: Input): string {
  return kind === "yes_no" ? `${yesLabel} / ${noLabel}` : kind;
}

function effectLines(effect: Effect): string[] {
  switch (effect.kind) {
    case "call-http": {
      const { method, url, body } = effect.request;
      return [line("call", `${method} ${url}${body === null ? "" : `\n${body}`}`)];
    }
    case "hand-over":
      return [line("search", effect.agents ? `agents ${effect.agents.join(", ")}` : "any agent")];
    case "start-timer":
    case "cancel-timer":
      return [];
  }
}

function traceLine({ kind, code, message }: Trace): string {
  return line(kind, kind === "goal" ? code : `${code}: ${message}`);
}

const indent = " ".repeat(10);

function line(label: string, text: string): string {
  const [first = "", ...more] = text.split("\n");
  return [
    `${label.padEnd(9)} ${first}`.trimEnd(),
    ...more.map((it) => `${indent}${it}`.trimEnd()),
  ].join("\n");
}
