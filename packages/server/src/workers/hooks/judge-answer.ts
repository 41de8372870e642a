import type { OutboundAnswer } from "../../ports/egress.ts";
import { readRetryAfterMs } from "./schedule.ts";

/**
 * How a receiver failed, as far as its lane is concerned. "unreachable": no request got through to it. "troubled": it
 * has, but the receiver is in no state to take it (429, 5xx, a broken connection). "refused": it does not want this one.
 * "silent": it has the whole request and says nothing.
 */
export type FailureKind = "unreachable" | "troubled" | "refused" | "silent";

/** What an answer means. */
export type Judgement =
  | { readonly kind: "ok" }
  /** 410: it wants nothing more, ever. */
  | { readonly kind: "gone" }
  /** We gave the request up ourselves. */
  | { readonly kind: "aborted" }
  | {
      readonly kind: "failed";
      readonly failure: FailureKind;
      /** The next attempt is not before that. */
      readonly retryAfterMs: number | null;
    };

/** Judges an answer: any 2xx is a success, whatever its body; a redirect is a failure like any other. */
export function judgeAnswer(answer: OutboundAnswer, nowMs: number): Judgement {
  if (answer.kind === "failed") return judgeFailure(answer);
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return ok;
  if (status === 410) return gone;
  const failure = status === 429 || status >= 500 ? "troubled" : "refused";
  const isHeeded = status === 429 || status === 503;
  const retryAfterMs = isHeeded ? readRetryAfterMs(headers["retry-after"], nowMs) : null;
  return { kind: "failed", failure, retryAfterMs };
}

const ok: Judgement = { kind: "ok" };
const gone: Judgement = { kind: "gone" };

function judgeFailure({ reason, sent }: Extract<OutboundAnswer, { kind: "failed" }>): Judgement {
  if (reason === "aborted") return { kind: "aborted" };
  return { kind: "failed", failure: failureOf(reason, sent), retryAfterMs: null };
}

function failureOf(
  reason: Extract<OutboundAnswer, { kind: "failed" }>["reason"],
  sent: boolean,
): FailureKind {
  if (!sent) return "unreachable";
  return reason === "timeout" ? "silent" : "troubled";
}
