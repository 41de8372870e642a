import { field, isObject, list, number, oneOf, text } from "./fields.ts";

const messageTypes = [
  "text",
  "button",
  "dialog",
  "image",
  "video",
  "audio",
  "document",
  "iframe",
  "location",
  "event",
] as const;
const authors = ["customer", "bot", "agent", "sys"] as const;
const inputKinds = [
  "text",
  "name",
  "email",
  "phone",
  "number",
  "date",
  "url",
  "yes_no",
  "file",
  "rating",
] as const;
const phases = ["asking", "waiting", "calling", "delaying", "idle", "agent", "closed"] as const;

export type MessageType = (typeof messageTypes)[number];
export type Author = (typeof authors)[number];
export type InputKind = (typeof inputKinds)[number];
export type Phase = (typeof phases)[number];

/** The control a bot message asks for. Sizes in bytes, dates as yyyy-MM-dd. */
export type Input = {
  readonly kind: InputKind;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly minDate?: string | undefined;
  readonly maxDate?: string | undefined;
  readonly format?: string | undefined;
  readonly accept?: readonly string[] | undefined;
  readonly maxBytes?: number | undefined;
  readonly country?: string | undefined;
  readonly scale?: number | undefined;
  readonly shape?: "star" | "number" | "heart" | undefined;
  readonly yesLabel?: string | undefined;
  readonly noLabel?: string | undefined;
};

/** One entry of the conversation as the visitor's wire carries it. */
export type Message = {
  readonly id: string;
  readonly seq: number;
  readonly type: MessageType;
  /** Seconds since 1970, with a fraction. */
  readonly timestamp: number;
  readonly author: Author;
  readonly authorName?: string | undefined;
  readonly authorAvatar?: string | undefined;
  readonly uiKey?: string | undefined;
  /** What is shown; Markdown. */
  readonly text: string;
  readonly payload?: string | undefined;
  readonly options: readonly Option[];
  readonly url?: string | undefined;
  readonly caption?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly address?: string | undefined;
  readonly action?: "assign" | "unassign" | "finish" | undefined;
  readonly input?: Input | undefined;
  readonly isError: boolean;
  readonly hidesTextbox: boolean;
  readonly typingDelaySeconds?: number | undefined;
};

/** One button of a dialog. */
export type Option = {
  readonly label: string;
  readonly payload: string;
  readonly url?: string | undefined;
};

/** What the conversation is doing now. */
export type ConversationState = {
  readonly phase: Phase;
  /** Seconds since 1970. */
  readonly waitingSince?: number | undefined;
  readonly agent?: { readonly name: string; readonly avatar?: string | undefined } | undefined;
};

/** Reads one entry off the wire; null for anything that is not one. */
export function readMessage(raw: unknown): Message | null {
  const seq = number(field(raw, "seq"));
  if (seq === undefined || !Number.isInteger(seq) || seq < 1) return null;
  return readBody(raw, seq);
}

/** Reads the greeting of a config: its messages get the numbers the server will give them. */
export function readGreeting(raw: unknown): Message[] {
  return list(raw).map((one, index) => {
    const message = readBody(one, index + 1);
    return { ...message, author: "bot" as const };
  });
}

/** Reads a `state` answer; a conversation we know nothing of is idle. */
export function readState(raw: unknown): ConversationState {
  const agent = field(raw, "agent");
  return {
    phase: oneOf(phases, field(raw, "phase")) ?? "idle",
    waitingSince: number(field(raw, "waiting_since")),
    agent: isObject(agent)
      ? { name: text(field(agent, "name")) ?? "", avatar: text(field(agent, "avatar")) }
      : undefined,
  };
}

function readBody(raw: unknown, seq: number): Message {
  const extra = field(raw, "extra");
  return {
    id: text(field(raw, "id")) ?? `seq-${seq}`,
    seq,
    type: oneOf(messageTypes, field(raw, "type")) ?? "text",
    timestamp: number(field(raw, "timestamp")) ?? 0,
    author: oneOf(authors, field(raw, "author")) ?? "bot",
    authorName: text(field(raw, "author_name")),
    authorAvatar: text(field(raw, "author_avatar")),
    uiKey: text(field(raw, "ui_key")),
    text: readText(raw),
    payload: text(field(raw, "payload")),
    options: readOptions(raw),
    url: text(field(raw, "url")),
    caption: text(field(raw, "caption")),
    latitude: number(field(raw, "latitude")),
    longitude: number(field(raw, "longitude")),
    address: text(field(raw, "address")),
    action: oneOf(["assign", "unassign", "finish"] as const, field(raw, "action")),
    input: readInput(field(extra, "input")),
    isError: field(extra, "error") === true,
    hidesTextbox: field(extra, "hide_textbox") === true,
    typingDelaySeconds: number(field(extra, "typing_delay")),
  };
}

function readText(raw: unknown): string {
  for (const key of ["rich_text", "message", "title"]) {
    const value = text(field(raw, key));
    if (value) return value;
  }
  return "";
}

function readOptions(raw: unknown): Option[] {
  const payloads = list(field(raw, "payloads"));
  const urls = list(field(raw, "urls"));
  return list(field(raw, "buttons")).map((label, index) => ({
    label: text(label) ?? "",
    payload: text(payloads[index]) ?? `$${index}`,
    url: text(urls[index]),
  }));
}

function readInput(raw: unknown): Input | undefined {
  const kind = oneOf(inputKinds, field(raw, "kind"));
  if (!kind) return undefined;
  return {
    kind,
    placeholder: text(field(raw, "placeholder")),
    country: text(field(raw, "country")),
    multiline: field(raw, "multiline") === true,
    min: number(field(raw, "min")),
    max: number(field(raw, "max")),
    minDate: text(field(raw, "minDate")),
    maxDate: text(field(raw, "maxDate")),
    format: text(field(raw, "format")),
    accept: list(field(raw, "accept")).flatMap((one) => text(one) ?? []),
    maxBytes: number(field(raw, "maxBytes")),
    scale: number(field(raw, "scale")),
    shape: oneOf(["star", "number", "heart"] as const, field(raw, "shape")),
    yesLabel: text(field(raw, "yesLabel")),
    noLabel: text(field(raw, "noLabel")),
  };
}
