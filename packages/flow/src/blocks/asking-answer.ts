import type { Message } from "../conversation/message.ts";
import type { FieldType, Value } from "../expression/value.ts";

/** What a question reads out of a message; `null`: this is no answer to it. */
export interface Answer {
  readonly value: Value;
  /** The type that the field gets; without it the field keeps its declared one. */
  readonly type?: FieldType;
  /** Where the flow goes on, when the answer is a choice; else by `success`. */
  readonly output?: string;
}

/** Reads what was written or pressed, trimmed; `null` for a picture, a place, … and for nothing at all. */
export function writtenIn(message: Message): string | null {
  if (message.type !== "text" && message.type !== "button") return null;
  const text = message.text.trim();
  return text === "" ? null : text;
}

/**
 * Reads what was written where only signs count, as in a number or an e-mail address: without the invisible marks that
 * contacts, web pages and right-to-left texts bring along when they are pasted, in half-width signs, in digits 0 to 9.
 */
export function plainIn(message: Message): string | null {
  const written = writtenIn(message);
  if (written === null || written.length > longestPlain) return null;
  const plain = westernDigits(written.normalize("NFKC").replace(/\p{Cf}/gu, "")).trim();
  return plain === "" ? null : plain;
}

/** Longer than anything of a fixed form. */
const longestPlain = 1000;

/** The noughts of the scripts whose own digits people type: Arabic, Persian, Indic, Thai and their neighbours. */
const noughts = [
  ...[0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66],
  ...[0xe50, 0xed0, 0x1040, 0x17e0],
];

function westernDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const nought = noughts.find((it) => code >= it && code <= it + 9);
    return nought === undefined ? digit : String(code - nought);
  });
}

/** Reads the structured answer that the chat's own control has sent behind a readable text. */
export function structuredIn(message: Message): Value | undefined {
  return message.type === "text" ? message.extra?.answer : undefined;
}

/** Tells whether two texts say the same in a chat: case, outer space and how an accent is encoded do not count. */
export function isSameText(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

/** Finds the option behind a press of `$0`, `$1`, …, else the one whose label was written; -1 for none. */
export function findOption(message: Message, labels: readonly string[]): number {
  if (message.type === "button") {
    const pressed = optionIndex(message.payload);
    if (pressed >= 0 && pressed < labels.length) return pressed;
  }
  const written = writtenIn(message);
  return written === null ? -1 : findSaid(written, labels);
}

/** Finds the text that was written, if need be without the full stop or exclamation mark behind it; -1 for none. */
export function findSaid(written: string, texts: readonly string[]): number {
  const exact = texts.findIndex((text) => isSameText(text, written));
  const bare = written.replace(/[.!\u3002\uff01]+$/u, "");
  if (exact >= 0 || bare === "" || bare === written) return exact;
  return texts.findIndex((text) => isSameText(text, bare));
}

/** Reads the place of an option from its payload; -1 for what no option sends. */
export function optionIndex(payload: string): number {
  return /^\$(?:0|[1-9]\d{0,2})$/.test(payload) ? Number(payload.slice(1)) : -1;
}

function foldText(text: string): string {
  return text.trim().toLowerCase().normalize();
}
