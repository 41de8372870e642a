import { field, isObject, number, text } from "./fields.ts";
import { type Message, readGreeting } from "./message.ts";

/** A channel's public settings, as far as the chat needs them. */
export type ChatConfig = {
  readonly channelToken: string;
  readonly isGreetingStatic: boolean;
  readonly greeting: readonly Message[];
  readonly isStorageOff: boolean;
  readonly hiddenFields: readonly string[];
  readonly look: Look;
  /** The operator's words over ours, by the key of `text{}`. */
  readonly words: Readonly<Record<string, string>>;
  readonly limits: { readonly messageBytes: number; readonly uploadBytes: number };
  readonly typing: TypingOptions;
};

export type Look = {
  readonly name: string;
  readonly tagline: string;
  readonly avatarUrl: string;
  readonly accent: string;
  readonly font: string;
  readonly fontSize: number;
  readonly radius: number | undefined;
  readonly scheme: "dark" | "light" | "auto";
  readonly isHeaderHidden: boolean;
  readonly hasBranding: boolean;
  readonly css: string;
  readonly direction: string;
  readonly background: string;
};

/** How long the bot seems to type; see the contract's typing rules. */
export type TypingOptions = {
  readonly isOn: boolean;
  readonly constantMs: number | undefined;
  readonly wordsPerMinute: number;
  readonly maxMs: number;
};

/** Reads `index.json`; every key may be missing, the answer is always complete. */
export function readConfig(raw: unknown): ChatConfig {
  const parley = field(raw, "parley");
  const limits = field(parley, "input_limits");
  const isGreetingStatic = field(parley, "static_greeting") === true;
  return {
    channelToken: text(field(raw, "channelToken")) ?? "",
    isGreetingStatic,
    greeting: isGreetingStatic ? readGreeting(field(raw, "welcome")) : [],
    isStorageOff: field(raw, "storage_off") === true,
    hiddenFields: readNames(field(raw, "hidden_fields")),
    look: readLook(raw),
    words: readWords(field(raw, "text")),
    limits: {
      messageBytes: number(field(limits, "message_bytes")) ?? 32_768,
      uploadBytes: number(field(limits, "upload_bytes")) ?? 10_485_760,
    },
    typing: readTyping(field(raw, "typing_options")),
  };
}

function readLook(raw: unknown): Look {
  const design = field(raw, "design");
  const colors = field(raw, "colors");
  const first = (...values: unknown[]) => values.map(text).find((value) => value) ?? "";
  return {
    name: first(field(raw, "brand_name"), field(field(raw, "parley"), "name")),
    tagline: first(field(raw, "tagline")),
    avatarUrl: first(field(raw, "avatar_url"), field(raw, "logo")),
    accent: first(field(raw, "accent"), field(colors, "accent"), field(design, "accent")),
    font: first(field(raw, "font")),
    fontSize: number(field(raw, "font_size")) ?? 15,
    radius: number(field(design, "radius")),
    scheme: readScheme(raw),
    isHeaderHidden: field(raw, "widget_hide_header") === true,
    hasBranding: field(raw, "branding") === true,
    css: first(field(raw, "style")),
    direction: first(field(design, "direction"), field(raw, "direction")),
    background: first(field(raw, "background_color"), field(design, "background")),
  };
}

function readScheme(raw: unknown): Look["scheme"] {
  if (field(raw, "dark") === true) return "dark";
  if (field(raw, "light") === true) return "light";
  return "auto";
}

function readNames(raw: unknown): string[] {
  return isObject(raw) ? Object.keys(raw) : [];
}

function readWords(raw: unknown): Record<string, string> {
  if (!isObject(raw)) return {};
  const entries = Object.entries(raw).filter(([, value]) => typeof value === "string" && value);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

function readTyping(raw: unknown): TypingOptions {
  const delay = field(raw, "delay");
  const isConstant = field(delay, "is_constant") === true;
  return {
    isOn: field(raw, "state") !== false,
    constantMs: isConstant ? (number(field(delay, "constant")) ?? 0) * 1000 : undefined,
    wordsPerMinute: number(field(delay, "average_human_reading_speed")) || 300,
    maxMs: (number(field(delay, "max_delay")) ?? 2.5) * 1000,
  };
}
