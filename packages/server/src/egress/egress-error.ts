import type { FailureReason } from "../ports/egress.ts";

/** A request that ended without a usable answer, before it is put into words for its caller. */
export class EgressError extends Error {
  override readonly name = "EgressError";
  readonly reason: FailureReason;

  /** The message is the administrator's detail. */
  constructor(reason: FailureReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Names what went wrong in any error the HTTP client or a socket reports. */
export function toEgressError(error: unknown): EgressError {
  if (error instanceof EgressError) return error;
  const detail = describe(error);
  return new EgressError(reasonOf(codeOf(error), detail), detail);
}

/** An error in one line, with its code. */
export function describe(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === "" || message.includes(code) ? message : `${code}: ${message}`;
}

/** The code of a system, TLS or client error; "" when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

function reasonOf(code: string, detail: string): FailureReason {
  // The client reports a broken connection and an answer out of turn under one code.
  if (code === "UND_ERR_SOCKET") return /^bad |: bad /.test(detail) ? "protocol" : "reset";
  if (code.startsWith("HPE_")) return "protocol";
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) return "tls";
  return REASONS[code] ?? "protocol";
}

const REASONS: Readonly<Record<string, FailureReason>> = {
  ECONNRESET: "reset",
  EPIPE: "reset",
  ETIMEDOUT: "reset",
  EHOSTUNREACH: "reset",
  ENETUNREACH: "reset",
  ENETDOWN: "reset",
  UND_ERR_INFO: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  UND_ERR_HEADERS_OVERFLOW: "too-large",
  UND_ERR_DESTROYED: "aborted",
  UND_ERR_CLOSED: "aborted",
};
