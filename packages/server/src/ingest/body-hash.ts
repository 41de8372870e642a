import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { JsonValue } from "./json-value.ts";

/** Equal for equal bodies, whatever their key order and spacing: what duplicates and Idempotency-Key compare (SHA-256, base64url). */
export function bodyHash(body: JsonValue | undefined): string {
  return createHash("sha256")
    .update(body === undefined ? "" : canonicalJson(body))
    .digest("base64url");
}
