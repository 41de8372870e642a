import type { Agent, Happening, HttpAnswer, Message, Value } from "@parley/flow";
import { type Conversation, fieldsOf } from "./conversation.ts";
import { type Duration, durationMs } from "./duration.ts";

/** One thing that happens in a tested conversation. `line` is how a transcript writes it. */
export interface Act {
  readonly line: string;
  perform(conversation: Conversation): void;
}

/** The visitor opens the chat. */
export function comes(): Act {
  return happens("comes", { kind: "start" });
}

/** The customer writes this. */
export function says(text: string): Act {
  return happens(`says ${text}`, { kind: "customer-message", message: { type: "text", text } });
}

/** The customer sends any kind of message. */
export function sends(message: Message): Act {
  return happens(`sends ${JSON.stringify(message)}`, { kind: "customer-message", message });
}

/** The customer presses the button with this label in the newest message that has one. */
export function presses(label: string): Act {
  return act(`presses ${label}`, (conversation) => {
    const payload = payloadOf(conversation, label);
    const message: Message = { type: "button", text: label, payload };
    conversation.send({ kind: "customer-message", message });
  });
}

/** The outside service answers the oldest call under way. */
export function answersHttp(answer: {
  readonly status: number;
  readonly json?: Value;
  readonly text?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly block?: string;
}): Act {
  const { status, json, headers = {}, block } = answer;
  const text = answer.text ?? (json === undefined ? "" : JSON.stringify(json));
  const line = `answers ${status} ${text}`.trim();
  const body = json === undefined ? { text } : { json, text };
  return act(line, (conversation) =>
    endCall(conversation, { kind: "answered", status, headers, ...body, durationMs: 120 }, block),
  );
}

/** The oldest call under way ends without an answer. */
export function failsHttp(reason = "timeout"): Act {
  return act(`fails ${reason}`, (conversation) =>
    endCall(conversation, { kind: "failed", reason, message: reason, durationMs: 30_000 }),
  );
}

/** Time goes by; timers that fall due fire. */
export function passes(duration: Duration): Act {
  return act(`passes ${duration}`, (conversation) => conversation.wait(durationMs(duration)));
}

/** Set: an outside service changes fields; `null` clears one. */
export function sets(values: { readonly [name: string]: Value }): Act {
  const cleared = Object.entries(values).filter(([, value]) => value === null);
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return happens(`sets ${JSON.stringify(values)}`, {
    kind: "set-fields",
    fields: { ...fieldsOf(kept), ...Object.fromEntries(cleared.map(([name]) => [name, null])) },
  });
}

/** Go: an outside service sends the conversation to a block; without one to the start. */
export function goes(
  block: string | null = null,
  options: {
    readonly isLaunched?: boolean;
    readonly fields?: { readonly [name: string]: Value };
    readonly ifBlock?: string;
  } = {},
): Act {
  const { isLaunched = true, fields, ifBlock } = options;
  const written = Object.keys(options).length === 0 ? "" : ` ${JSON.stringify(options)}`;
  return happens(`goes ${block ?? "start"}${written}`, {
    kind: "go",
    block,
    isLaunched,
    ...(fields && { fields: fieldsOf(fields) }),
    ...(ifBlock !== undefined && { ifBlock }),
  });
}

/** The outside service calls a resume address; without a number the one that was made last. */
export function resumes(value: Value, ticket?: number): Act {
  const written = JSON.stringify(value);
  return act(`resumes ${written}${ticket === undefined ? "" : ` #${ticket}`}`, (it) => {
    it.send({
      kind: "resume",
      ticket: ticket ?? it.state().lastTicket,
      value,
      fingerprints: [written],
    });
  });
}

/** The search for an agent ends with this one, or with nobody. */
export function handsOver(agent: Agent | null): Act {
  const line = agent ? `hands over to ${writtenAgent(agent)}` : "hands over to nobody";
  return act(line, (conversation) => {
    const { visit } = conversation.outside.takeSearch();
    conversation.send({ kind: "handed-over", visit, agent });
  });
}

/** An agent writes; by default this takes the conversation over. */
export function agentWrites(agent: Agent, text: string, takesOver = true): Act {
  const verb = takesOver ? "writes" : "whispers";
  const message: Message = { type: "text", text };
  return happens(`${writtenAgent(agent)} ${verb} ${text}`, {
    kind: "agent-message",
    agent,
    message,
    takesOver,
  });
}

/** The conversation is given to an agent. */
export function assigns(agent: Agent, isForced = false): Act {
  return happens(`${writtenAgent(agent)} takes it`, { kind: "assign", agent, isForced });
}

/** The agent lets go, or somebody who may lets go for them. */
export function unassigns(by: number | null = null, mayOverride = by === null): Act {
  return happens("the agent leaves", { kind: "unassign", by, mayOverride });
}

/** Somebody puts the conversation away. */
export function archives(by: number | null = null, mayOverride = by === null): Act {
  return happens("archived", { kind: "archive", by, mayOverride });
}

/** Somebody brings it back. */
export function unarchives(): Act {
  return happens("unarchived", { kind: "unarchive" });
}

/** The customer is shut out. */
export function blocks(): Act {
  return happens("blocked", { kind: "block" });
}

/** The customer may come in again. */
export function unblocks(): Act {
  return happens("unblocked", { kind: "unblock" });
}

/** Anything else, by its own words. */
export function happens(line: string, happening: Happening): Act {
  return act(line, (conversation) => {
    conversation.send(happening);
  });
}

function act(line: string, perform: (conversation: Conversation) => void): Act {
  return { line, perform };
}

function endCall(conversation: Conversation, answer: HttpAnswer, block?: string): void {
  const { visit } = conversation.outside.takeCall(block);
  conversation.send({ kind: "http-answered", visit, answer });
}

function payloadOf({ entries }: Conversation, label: string): string {
  const shown = entries.flatMap((entry) =>
    "message" in entry && entry.message.type === "dialog" ? [entry.message] : [],
  );
  const options = shown.at(-1)?.options ?? [];
  const option = options.find((it) => it.label === label);
  if (option) return option.payload;
  const all = options.map((it) => `"${it.label}"`).join(", ") || "none";
  throw new Error(`There is no button "${label}". The newest ones are: ${all}.`);
}

const writtenAgent = ({ id, name }: Agent): string => `${name}#${id}`;
