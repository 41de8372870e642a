import type { JsonValue } from "./json-value.ts";

/** The size of a text in UTF-8, which is how every limit is counted. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** The size of a value as the JSON that is stored and sent. */
export function encodedByteLength(value: JsonValue): number {
  return byteLength(JSON.stringify(value));
}
