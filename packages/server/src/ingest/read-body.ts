import type { JsonValue } from "./json-value.ts";
import { bodyLimits, type JsonLimits } from "./limits.ts";
import { readForm } from "./read-form.ts";
import { readJson } from "./read-json.ts";
import type { Ingested, Refusal } from "./refusal.ts";

/** A request body as it arrived, with the two headers that say how to read it. */
export interface RawBody {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly bytes: Uint8Array;
}

/** The value of a request body in any of the accepted types; an empty body is no body (`undefined`), whatever its type. */
export function readBody(
  { contentType, contentEncoding, bytes }: RawBody,
  limits: JsonLimits = bodyLimits,
): Ingested<JsonValue | undefined> {
  if (bytes.length === 0) return { ok: true, value: undefined };
  // What nearly every client sends needs no reading of headers.
  if (contentEncoding === undefined && USUAL.has(contentType ?? "")) return readJson(bytes, limits);
  const refusal = refuseHeaders(contentType, contentEncoding);
  if (refusal !== undefined) return { ok: false, refusal };
  const isForm = mediaTypeOf(contentType) === FORM && !startsObject(bytes);
  return isForm ? readForm(bytes, limits) : readJson(bytes, limits);
}

/** Whether a body is JSON whatever its type says: curl and PHP call a form what they are not told about. */
const startsObject = (bytes: Uint8Array): boolean =>
  bytes.find((byte) => !WHITE_SPACE.has(byte)) === OPENING_BRACE;

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20]);
const OPENING_BRACE = 0x7b;

function refuseHeaders(
  contentType: string | undefined,
  contentEncoding: string | undefined,
): Refusal | undefined {
  if (!["", "identity"].includes(contentEncoding?.trim().toLowerCase() ?? "")) {
    return { status: 415, detail: "Compressed request bodies are not accepted." };
  }
  const mediaType = mediaTypeOf(contentType);
  if (!["", "application/json", "text/plain", FORM].includes(mediaType)) {
    const detail = `Unsupported media type "${printable(mediaType)}" in request. Send application/json or ${FORM}.`;
    return { status: 415, detail };
  }
  return undefined;
}

const USUAL = new Set([
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=UTF-8",
  "text/plain;charset=UTF-8",
]);
const FORM = "application/x-www-form-urlencoded";

// Libraries announce charsets that they do not use, ISO-8859-1 above all: the bytes themselves have to be UTF-8.
const mediaTypeOf = (contentType = ""): string =>
  (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();

const printable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, "?").slice(0, 100);
