import type { Agent, Happening, HttpAnswer, Message, Value } from "@parley/flow";
import { type Conversation, fieldsOf } from "./conversation.ts";
import { type Duration, durationMs } from "./duration.ts";

/** One thing that happens in a tested conversation. `line` is how a transcript writes it: `actOf` reads it back. */
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
  const message = { type: "text", text } as const;
  if (!isOneLine(text)) return sends(message);
  return happens(`says ${text}`, { kind: "customer-message", message });
}

/** The customer sends any kind of message. */
export function sends(message: Message): Act {
  return happens(`sends ${written(message)}`, { kind: "customer-message", message });
}

/** The customer presses the button with this label in the newest message that has one. */
export function presses(label: string): Act {
  return act(`presses ${label}`, (conversation) => {
    const payload = payloadOf(conversation, label);
    const message: Message = { type: "button", text: label, payload };
    conversation.send({ kind: "customer-message", message });
  });
}

/** How an outside service answers; `block`: which block's call, where several are under way. */
export interface Answer {
  readonly status: number;
  readonly json?: Value;
  readonly text?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly block?: string;
}

/** The outside service answers the oldest call under way. */
export function answersHttp(answer: Answer): Act {
  const { status, json, headers = {}, block } = answer;
  const text = answer.text ?? (json === undefined ? "" : JSON.stringify(json));
  const line = isShort(answer, text) ? `answers ${status} ${text}`.trim() : inFull(answer);
  const body = json === undefined ? { text } : { json, text };
  return act(line, (conversation) =>
    endCall(conversation, { kind: "answered", status, headers, ...body, durationMs: 120 }, block),
  );
}

/** The oldest call under way ends without an answer. */
export function failsHttp(reason = "timeout", block?: string): Act {
  const isShort = block === undefined && isOneLine(reason) && !reason.startsWith("{");
  const line = isShort ? reason : written({ reason, block });
  return act(`fails ${line}`, (conversation) => {
    const answer = { kind: "failed", reason, message: reason, durationMs: 30_000 } as const;
    endCall(conversation, answer, block);
  });
}

/** Time goes by; timers that fall due fire. */
export function passes(duration: Duration): Act {
  return act(`passes ${duration}`, (conversation) => conversation.wait(durationMs(duration)));
}

/** Set: an outside service changes fields; `null` clears one. */
export function sets(values: { readonly [name: string]: Value }): Act {
  const cleared = Object.entries(values).filter(([, value]) => value === null);
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return happens(`sets ${written(values)}`, {
    kind: "set-fields",
    fields: { ...fieldsOf(kept), ...Object.fromEntries(cleared.map(([name]) => [name, null])) },
  });
}

/** What an outside service can say beside the block that it sends a conversation to. */
export interface GoOptions {
  readonly isLaunched?: boolean;
  readonly fields?: { readonly [name: string]: Value };
  readonly ifBlock?: string;
}

/** Go: an outside service sends the conversation to a block; without one to the start. */
export function goes(block: string | null = null, options: GoOptions = {}): Act {
  const { isLaunched = true, fields, ifBlock } = options;
  const rest = Object.keys(options).length === 0 ? "" : ` ${written(options)}`;
  // A block may be called "start" without being the start.
  const target = block === "start" ? '"start"' : (block ?? "start");
  return happens(`goes ${target}${rest}`, {
    kind: "go",
    block,
    isLaunched,
    ...(fields && { fields: fieldsOf(fields) }),
    ...(ifBlock !== undefined && { ifBlock }),
  });
}

/** The outside service calls a resume address; without a number the one that was made last. */
export function resumes(value: Value, ticket?: number): Act {
  const json = written(value);
  return act(`resumes ${json}${ticket === undefined ? "" : ` #${ticket}`}`, (it) => {
    it.send({
      kind: "resume",
      ticket: ticket ?? it.state().lastTicket,
      value,
      fingerprints: [json],
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
  const happening: Happening = { kind: "agent-message", agent, message, takesOver };
  const isPlain = isOneLine(text) && /^\w+$/.test(agent.name);
  const line = `${writtenAgent(agent)} ${verb} ${text}`;
  return happens(isPlain ? line : `happens ${written(happening)}`, happening);
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

/** What a line can hold as it is. */
const isOneLine = (text: string): boolean => /^\S(?:.*\S)?$/.test(text);

/** JSON on one line, whatever the words in it. */
function written(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u2028\u2029]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16)}`,
  );
}

/** The short form says text alone: what is JSON in it is read as JSON. */
function isShort({ json, text, headers = {}, block }: Answer, said: string): boolean {
  const isPlain = said === "" || isOneLine(said);
  if (!isPlain || block !== undefined || Object.keys(headers).length > 0) return false;
  return json === undefined ? !isJson(said) : text === undefined;
}

function inFull({ status, headers, json, text, block }: Answer): string {
  return `answers ${written({ status, headers, json, text, block })}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
