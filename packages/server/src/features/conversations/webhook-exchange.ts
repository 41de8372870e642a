import type { WebhookExchange } from "../../ports/analytics.ts";
import type { OutboundAnswer } from "../../ports/egress.ts";
import { isSecretName, mask, maskHeaders } from "../mask-headers.ts";
import { createSecretMask, type SecretMask } from "../secret-mask.ts";

/** What was sent, as the way out was given it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Of each body. */
const mostBodyBytes = 16 * 1024;
/** So much of it is searched for secrets, as masks are shorter than they; a megabyte would hold everybody up. */
const mostSearchedBytes = 64 * 1024;

/**
 * A request and its answer as they may be kept and shown to whoever builds the bot: secrets are masked wherever they
 * stand, bodies are cut, and of a failure only what says nothing about inner addresses is told.
 */
export function webhookExchange(
  { method, url, headers, body }: SentRequest,
  answer: OutboundAnswer,
  attempts: number,
): WebhookExchange {
  const secrets = createSecretMask();
  for (const [name, value] of Object.entries(headers)) if (isSecretName(name)) secrets.learn(value);
  // Learnt from everything that was sent before anything is masked: an answer may repeat it.
  secrets.learnFrom(url);
  const request = body === null ? null : shown(body, secrets);
  return {
    ...{ method, url: secrets.apply(url), attempts },
    durationMs: answer.durationMs,
    requestHeaders: maskedHeaders(headers, secrets),
    requestBody: request?.text ?? null,
    isRequestCut: request?.isCut ?? false,
    ...answered(answer, secrets),
  };
}

type AnswerPart = Pick<
  WebhookExchange,
  "status" | "answerHeaders" | "answerBody" | "isAnswerCut" | "error"
>;

function answered(answer: OutboundAnswer, secrets: SecretMask): AnswerPart {
  if (answer.kind === "failed") {
    const nothing = { status: null, answerHeaders: {}, answerBody: "", isAnswerCut: false };
    return { ...nothing, error: answer.message };
  }
  const text = new TextDecoder().decode(answer.body);
  const body = shown(text, secrets);
  return {
    status: answer.status,
    answerHeaders: maskedHeaders(answer.headers, secrets),
    answerBody: body.text,
    isAnswerCut: body.isCut || answer.truncated,
    error: null,
  };
}

function maskedHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: SecretMask,
): Readonly<Record<string, string>> {
  const shown = Object.entries(maskHeaders(headers)).map(([name, value]) => [
    name,
    value.includes(mask) ? value : secrets.apply(value),
  ]);
  return Object.fromEntries(shown);
}

interface Cut {
  readonly text: string;
  readonly isCut: boolean;
}

function shown(body: string, secrets: SecretMask): Cut {
  const searched = cut(body, mostSearchedBytes);
  secrets.learnFrom(searched.text);
  const kept = cut(secrets.apply(searched.text), mostBodyBytes);
  return { text: kept.text, isCut: kept.isCut || searched.isCut };
}

/** The first bytes, ending between two characters. */
function cut(text: string, most: number): Cut {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return { text, isCut: false };
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { text: bytes.toString("utf8", 0, end), isCut: true };
}
