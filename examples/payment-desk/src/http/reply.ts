import type { Html } from "../page/html.ts";
import { errorPage } from "../page/page.ts";

/** An answer, before it is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Headers of every answer. The policy allows this service's own files and nothing inline. */
export const commonHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  // Stricter, "no-referrer", would make browsers send "Origin: null" with our own forms.
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** An answer in JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer as a page. */
export function document(status: number, content: Html): Reply {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: content.text,
  };
}

/** A failure, as a page for people and as `{ detail }` for programs. */
export function failure(
  status: number,
  title: string,
  explanation: string,
  forPeople: boolean,
  headers: Record<string, string> = {},
): Reply {
  if (!forPeople) return json(status, { detail: `${title}. ${explanation}` }, headers);
  const reply = document(status, errorPage(title, explanation));
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
