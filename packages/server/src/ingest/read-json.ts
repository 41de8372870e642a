import { cleanJson } from "./clean-json.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { findEqualKeys } from "./find-equal-keys.ts";
import type { JsonValue } from "./json-value.ts";
import { bodyLimits, type JsonLimits } from "./limits.ts";
import { type Ingested, type Refusal, refuse } from "./refusal.ts";
import { type JsonScan, scanJson } from "./scan-json.ts";

/**
 * The door for every JSON text from outside: bodies, resume bodies, outside services' answers, flow documents.
 *
 * 1. Size, depth, keys and elements are bounded before anything is parsed.
 * 2. What is let in can be stored on every database, rendered, sent and read back unchanged.
 * 3. The outcome depends on the bytes alone; nothing here throws.
 */
export function readJson(bytes: Uint8Array, limits: JsonLimits = bodyLimits): Ingested<JsonValue> {
  if (bytes.length > limits.bytes) {
    return refuse(413, `The body is larger than ${limits.bytes} bytes.`);
  }
  const text = decodeUtf8(bytes);
  if (!text.ok) return text;
  const scan = scanJson(bytes);
  const excess = excessOf(scan, limits);
  if (excess !== undefined) return refuse(400, excess);
  const parsed = parse(text.value);
  return parsed.ok ? check(parsed.value, { text: text.value, scan, limits }) : parsed;
}

function excessOf(scan: JsonScan, limits: JsonLimits): string | undefined {
  if (scan.depth > limits.depth) return `JSON nests deeper than ${limits.depth} levels.`;
  if (scan.keys > limits.keys) return `JSON has more than ${limits.keys} keys.`;
  if (scan.elements > limits.elements) {
    return `JSON has more than ${limits.elements} array elements.`;
  }
  return undefined;
}

function parse(text: string): Ingested<JsonValue> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const place = error instanceof SyntaxError ? PLACE.exec(error.message) : null;
    return refuse(400, place === null ? "JSON parse error" : `JSON parse error - ${place[0]}`);
  }
}

// The engine's message also quotes the body, which is not ours to repeat.
const PLACE = /line \d+ column \d+/;

interface Source {
  readonly text: string;
  readonly scan: JsonScan;
  readonly limits: JsonLimits;
}

function check(value: JsonValue, { text, scan, limits }: Source): Ingested<JsonValue> {
  const tally = { keys: 0, isPlain: !scan.mayBeUnclean };
  inspect(value, tally);
  // Of equal keys the parser keeps one, so they show as a difference.
  if (tally.keys !== scan.keys) return { ok: false, refusal: equalKeys(text) };
  return tally.isPlain ? { ok: true, value } : cleanJson(value, limits.uncleanText);
}

function equalKeys(text: string): Refusal {
  const path = findEqualKeys(text);
  const detail = "An object has the same key twice.";
  return path === undefined ? { status: 400, detail } : { status: 400, detail, path };
}

interface Tally {
  keys: number;
  isPlain: boolean;
}

// Runs on every body, so it only says whether the slower, explaining pass has anything to do.
function inspect(value: JsonValue, tally: Tally): void {
  if (typeof value === "number") {
    if (!isPlainNumber(value)) tally.isPlain = false;
  } else if (typeof value === "object" && value !== null) {
    if (Array.isArray(value)) for (const element of value) inspect(element, tally);
    else inspectMembers(value as JsonObject, tally);
  }
}

type JsonObject = { readonly [key: string]: JsonValue };

function inspectMembers(object: JsonObject, tally: Tally): void {
  const keys = Object.keys(object);
  tally.keys += keys.length;
  for (const key of keys) {
    if (key === "__proto__") tally.isPlain = false;
    inspect(object[key] as JsonValue, tally);
  }
}

function isPlainNumber(value: number): boolean {
  return Number.isInteger(value)
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : Number.isFinite(value);
}
