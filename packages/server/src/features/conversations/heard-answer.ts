import type { HttpAnswer, Value } from "@parley/flow";
import { cleanText } from "../../ingest/clean-text.ts";
import { readJson } from "../../ingest/read-json.ts";
import type { OutboundAnswer } from "../../ports/egress.ts";

/** The most of an outside service's answer that is read. */
export const mostAnswerBytes = 1024 * 1024;
const mostTextCharacters = 64 * 1024;

/** What the flow gets to know of an answer: JSON only if it passes the same gate as every other input. */
export function heardAnswer(answer: OutboundAnswer): HttpAnswer {
  const { durationMs } = answer;
  if (answer.kind === "failed")
    return { kind: "failed", reason: answer.reason, message: answer.message, durationMs };
  const text = new TextDecoder().decode(answer.body);
  const json = looksLikeJson(answer) ? readJson(answer.body) : null;
  if (json && !json.ok)
    return {
      kind: "failed",
      reason: "unusable-answer",
      message: `The answer is not JSON that can be stored: ${json.refusal.detail}`,
      durationMs,
    };
  return {
    kind: "answered",
    status: answer.status,
    headers: answer.headers,
    text: cleanText(text.slice(0, mostTextCharacters)),
    ...(json?.ok && { json: json.value as Value }),
    durationMs,
  };
}

function looksLikeJson({ headers, body }: Extract<OutboundAnswer, { kind: "answered" }>): boolean {
  return body.length > 0 && /\bjson\b/i.test(headers["content-type"] ?? "");
}
