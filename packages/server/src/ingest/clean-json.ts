import { cleanText, isCleanText } from "./clean-text.ts";
import { jsonPointer } from "./json-pointer.ts";
import type { JsonValue } from "./json-value.ts";
import type { JsonLimits } from "./limits.ts";
import { type Ingested, refuse } from "./refusal.ts";

/** A parsed value with clean strings and numbers that every store keeps, or the first spot that cannot be kept. */
export function cleanJson(
  value: JsonValue,
  uncleanText: JsonLimits["uncleanText"],
): Ingested<JsonValue> {
  return clean(value, { path: [], uncleanText });
}

interface Spot {
  readonly path: readonly (string | number)[];
  readonly uncleanText: JsonLimits["uncleanText"];
}

function clean(value: JsonValue, spot: Spot): Ingested<JsonValue> {
  if (typeof value === "string") return cleanString(value, spot);
  if (typeof value === "number") return cleanNumber(value, spot);
  if (value === null || typeof value === "boolean") return { ok: true, value };
  return Array.isArray(value) ? cleanArray(value, spot) : cleanObject(Object.entries(value), spot);
}

function cleanString(value: string, spot: Spot): Ingested<JsonValue> {
  if (spot.uncleanText === "clean") return { ok: true, value: cleanText(value) };
  if (isCleanText(value)) return { ok: true, value };
  return refuse(
    422,
    "Control characters and lone surrogates are not allowed here.",
    jsonPointer(spot.path),
  );
}

// By value, not by spelling: 1e20 is written back as an integer, and would then be refused.
function cleanNumber(value: number, { path }: Spot): Ingested<JsonValue> {
  if (!Number.isFinite(value)) return refuse(400, "A number is out of range.", jsonPointer(path));
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return refuse(400, "An integer lies outside ±(2^53 − 1); send it as text.", jsonPointer(path));
  }
  return { ok: true, value: value === 0 ? 0 : value };
}

function cleanArray(elements: readonly JsonValue[], spot: Spot): Ingested<JsonValue> {
  const cleaned: JsonValue[] = [];
  for (const [index, element] of elements.entries()) {
    const outcome = clean(element, { ...spot, path: [...spot.path, index] });
    if (!outcome.ok) return outcome;
    cleaned.push(outcome.value);
  }
  return { ok: true, value: cleaned };
}

function cleanObject(members: [string, JsonValue][], spot: Spot): Ingested<JsonValue> {
  const cleaned: Record<string, JsonValue> = {};
  for (const [key, member] of members) {
    const inside = { ...spot, path: [...spot.path, key] };
    const name = checkKey(key, inside);
    if (!name.ok) return name;
    const outcome = clean(member, inside);
    if (!outcome.ok) return outcome;
    cleaned[key] = outcome.value;
  }
  return { ok: true, value: cleaned };
}

function checkKey(key: string, { path }: Spot): Ingested<string> {
  if (key === "__proto__") {
    return refuse(400, "The key __proto__ is not allowed.", jsonPointer(path));
  }
  if (isCleanText(key)) return { ok: true, value: key };
  const at = jsonPointer([...path.slice(0, -1), cleanText(key)]);
  return refuse(422, "A key holds a control character or a lone surrogate.", at);
}
