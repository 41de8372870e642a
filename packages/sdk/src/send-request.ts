/**
 * Sends one call, again and again where that is safe.
 *
 * Invariants
 * 1. A write carries one `Idempotency-Key` over all its attempts: however often it is sent, it has one effect.
 * 2. Only what another attempt may cure is tried again: no answer, 429, 5xx but 507, and 409 while the first attempt runs.
 * 3. `Retry-After` is kept; without it the waits double, with chance in them.
 */
import { ParleyError, readError } from "./parley-error.ts";

export interface SenderOptions {
  /** Such as `https://chat.example.org`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Sends the requests; the platform's own by default. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How often a call is tried again; 3 by default. */
  readonly retries?: number;
  /** How long one attempt may take; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Makes the key of a write; a random UUID by default. */
  readonly newKey?: () => string;
  readonly wait?: (delayMs: number) => Promise<void>;
}

export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: { readonly [name: string]: string | number | boolean | undefined };
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** Sends a call and gives the body of its answer. Throws `ParleyError` for a refusal, and what `fetch` threw without an answer. */
export type SendRequest = (call: ApiCall) => Promise<unknown>;

const firstDelayMs = 250;
const longestDelayMs = 30_000;

/** Makes the sender. */
export function createSender(options: SenderOptions): SendRequest {
  const { fetch = globalThis.fetch, retries = 3, timeoutMs = 30_000 } = options;
  const { newKey = () => crypto.randomUUID(), wait = sleep } = options;

  /** The answer if it is a good one, else what went wrong. */
  async function attempt(url: string, init: RequestInit): Promise<Attempt> {
    try {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      return answer.ok ? { answer } : { failure: await readError(answer) };
    } catch (failure) {
      return { failure };
    }
  }

  return async (call) => {
    const url = urlOf(options.baseUrl, call);
    const init = requestOf(options.token, call, newKey);
    for (let tried = 0; ; tried += 1) {
      const { answer, failure } = await attempt(url, init);
      if (answer) return readAnswer(answer);
      if (tried >= retries || !mayBeCured(failure)) throw failure;
      await wait(delayBefore(tried, failure));
    }
  };
}

interface Attempt {
  readonly answer?: Response;
  readonly failure?: unknown;
}

function urlOf(baseUrl: string, { path, query = {} }: ApiCall): string {
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

function requestOf(token: string, call: ApiCall, newKey: () => string): RequestInit {
  const { method, body, headers } = call;
  return {
    method,
    headers: {
      accept: "application/json",
      authorization: `Token ${token}`,
      ...(method !== "GET" && { "idempotency-key": newKey() }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

async function readAnswer(answer: Response): Promise<unknown> {
  return answer.status === 204 ? null : answer.json();
}

function mayBeCured(failure: unknown): boolean {
  // No answer: the request may have arrived or not; its key makes that the same.
  if (!(failure instanceof ParleyError)) return true;
  const { status, retryAfterSeconds } = failure;
  if (status === 409) return retryAfterSeconds !== null;
  return status === 429 || (status >= 500 && status !== 507);
}

function delayBefore(tried: number, failure: unknown): number {
  const told = failure instanceof ParleyError ? failure.retryAfterSeconds : null;
  if (told !== null) return Math.min(told * 1000, longestDelayMs);
  return Math.min(firstDelayMs * 2 ** tried, longestDelayMs) * (0.5 + Math.random() / 2);
}

const sleep = (delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
