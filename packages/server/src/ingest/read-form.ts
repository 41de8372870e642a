import { cleanText, isCleanText } from "./clean-text.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { jsonPointer } from "./json-pointer.ts";
import { bodyLimits, type JsonLimits } from "./limits.ts";
import { type Ingested, refuse } from "./refusal.ts";

/** The fields of a form body: clean strings under flat names. A name sent twice, or one that JSON could not have, is refused. */
export function readForm(
  bytes: Uint8Array,
  limits: JsonLimits = bodyLimits,
): Ingested<{ readonly [name: string]: string }> {
  if (bytes.length > limits.bytes) {
    return refuse(413, `The body is larger than ${limits.bytes} bytes.`);
  }
  const text = decodeUtf8(bytes);
  if (!text.ok) return text;
  return readPairs(text.value, limits.keys);
}

function readPairs(text: string, maxKeys: number): Ingested<{ readonly [name: string]: string }> {
  const fields = new Map<string, string>();
  for (const [pair] of text.matchAll(PAIR)) {
    if (fields.size === maxKeys) return refuse(400, `The form has more than ${maxKeys} keys.`);
    const equals = pair.indexOf("=");
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      return refuse(400, "The form holds percent-encoded bytes that are not UTF-8.");
    }
    const isNew = checkName(name, fields);
    if (!isNew.ok) return isNew;
    fields.set(name, cleanText(value));
  }
  return { ok: true, value: Object.fromEntries(fields) };
}

function checkName(name: string, fields: ReadonlyMap<string, string>): Ingested<string> {
  const at = jsonPointer([cleanText(name)]);
  if (!isCleanText(name)) return refuse(422, "A key holds a control character.", at);
  if (name === "__proto__") return refuse(400, "The key __proto__ is not allowed.", at);
  if (fields.has(name)) return refuse(400, "The form has the same key twice.", at);
  return { ok: true, value: name };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replaceAll(STRAY_PERCENT, "%25"));
  } catch {
    return undefined;
  }
}

const PAIR = /[^&]+/g;

// "100%" typed into a hand-written request stays what it is, as in browsers.
const STRAY_PERCENT = /%(?![0-9a-f]{2})/gi;
