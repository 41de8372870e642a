import type { HttpCall } from "./parley-call.ts";

/** What came back: the HTTP status and the beginning of the body, or null and the reason. */
export interface Reply {
  readonly status: number | null;
  readonly answer: string;
  readonly retryAfter: string | null;
}

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 2048;

/** Sends one request and never throws: no answer is an answer too. Redirects are not followed. */
export async function sendCall(call: HttpCall, signal: AbortSignal): Promise<Reply> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      body: call.body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return {
      status: response.status,
      answer: await readBeginning(response),
      retryAfter: response.headers.get("retry-after"),
    };
  } catch (error) {
    return { status: null, answer: reasonOf(error), retryAfter: null };
  }
}

async function readBeginning(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, Math.min(length, ANSWER_BYTES));
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ECONNREFUSED") return "nothing listens at this address (ECONNREFUSED)";
  return code || error.message;
}
