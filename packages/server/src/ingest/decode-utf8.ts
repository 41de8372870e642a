import { type Ingested, refuse } from "./refusal.ts";

/** Text from bytes that are UTF-8 and nothing else: a byte order mark, UTF-16, UTF-32 or a broken sequence is refused (400). */
export function decodeUtf8(bytes: Uint8Array): Ingested<string> {
  const mark = markOf(bytes);
  if (mark !== undefined) return refuse(400, `The body starts with ${mark}; send plain UTF-8.`);
  try {
    return { ok: true, value: decoder.decode(bytes) };
  } catch {
    return refuse(400, "The body is not valid UTF-8.");
  }
}

// Decodes each body whole, so it keeps nothing between calls.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "a byte order mark";
  if (first === 0xff && second === 0xfe) return "a UTF-16 or UTF-32 byte order mark";
  if (first === 0xfe && second === 0xff) return "a UTF-16 byte order mark";
  return undefined;
}
