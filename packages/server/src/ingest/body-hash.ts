import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { JsonValue } from "./json-value.ts";

/** Equal for equal bodies, whatever their key order and spacing: what duplicates and Idempotency-Key compare (SHA-256, base64url). */
export function bodyHash(body: JsonValue | undefined): string {
  return hash("sha256", body === undefined ? "" : canonicalJson(body), "base64url");
}
