import { type Ending, hashOf } from "../ledger/ledger-line.ts";

/** A request of the load. */
export interface Request {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a client knows afterwards. */
export interface Answer extends Pick<Ending, "outcome" | "status"> {
  /** The JSON of the answer; `null` when there is none. */
  readonly json: unknown;
  readonly text: string;
}

const withinMs = 20_000;

/** Sends a request once and says what is known of it: `unknown` when it may have been carried out. */
export async function sendRequest({ method, url, headers, body }: Request): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(withinMs),
    });
    const text = await answer.text();
    return { outcome: outcomeOf(answer.status), status: answer.status, text, json: parsed(text) };
  } catch (error) {
    return { outcome: wasNotSent(error) ? "refused" : "unknown", status: 0, text: "", json: null };
  }
}

/** Hash of an answer, without what differs between an answer and its repeat by design. */
export function answerHash({ json, text }: Answer): string {
  if (typeof json !== "object" || json === null) return hashOf(text);
  const { server_timestamp: _, ...rest } = json as { readonly [key: string]: unknown };
  return hashOf(JSON.stringify(rest));
}

/** A refusal that a later try cannot change. */
export const isFinal = ({ outcome, status }: Answer): boolean =>
  outcome === "refused" && status >= 400 && status < 500 && status !== 409 && status !== 429;

function outcomeOf(status: number): Ending["outcome"] {
  if (status >= 200 && status < 300) return "ok";
  // An error inside says nothing about what was written before it.
  return status === 500 || status === 502 ? "unknown" : "refused";
}

/** Nobody listened: not a byte of the request has left. */
function wasNotSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
