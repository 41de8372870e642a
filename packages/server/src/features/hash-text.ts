import { hash } from "node:crypto";

/** SHA-256 of a text, base64url. */
export function hashText(text: string): string {
  return hash("sha256", text, "base64url");
}
