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

/** Reads the structured answer that the chat's own control has sent behind a readable text. */
export function structuredIn(message: Message): Value | undefined {
  return message.type === "text" ? message.extra?.answer : undefined;
}

/** Tells whether two texts say the same in a chat: case and outer space do not count. */
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
  return written === null ? -1 : labels.findIndex((label) => isSameText(label, written));
}

/** Reads the place of an option from its payload; -1 for what no option sends. */
export function optionIndex(payload: string): number {
  return /^\$(?:0|[1-9]\d{0,2})$/.test(payload) ? Number(payload.slice(1)) : -1;
}

function foldText(text: string): string {
  return text.trim().toLowerCase();
}
