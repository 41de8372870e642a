import { field, isObject, list, text } from "./fields.ts";

/** A request that was not answered with success. Status 0: no answer came at all. */
export class WireError extends Error {
  readonly status: number;
  /** How long the server asked us to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, reason = "", retryAfterMs?: number) {
    super(reason);
    this.name = "WireError";
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** True where sending the same again may help: no answer, too busy, or a server in trouble. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof WireError)) return true;
  return error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500;
}

/** True where the server does not know the visitor's secret. */
export function isUnknownVisitor(error: unknown): boolean {
  return error instanceof WireError && error.status === 401;
}

/** The sentence an error answer carries: `detail`, `error`, or the first of `errors{}`. */
export function reasonOf(body: unknown): string {
  const said = text(field(body, "detail")) ?? text(field(body, "error"));
  if (said) return said;
  const errors = field(body, "errors");
  if (!isObject(errors)) return "";
  const first = Object.values(errors)[0];
  return text(first) ?? text(list(first)[0]) ?? "";
}
