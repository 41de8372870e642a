/**
 * Sends one call, again and again where that is safe.
 *
 * Invariants
 * 1. A write carries one `Idempotency-Key` over all its attempts: however often it is sent, it has one effect.
 * 2. Only what another attempt may cure is tried again: no answer, 429, 5xx but 507, and 409 while the first attempt runs.
 * 3. `Retry-After` is kept; without it the waits double, with chance in them.
 */

import { limitTime, type TimeLimit } from "./limit-time.ts";
import { linesOf } from "./lines-of.ts";
import { ParleyError, readError } from "./parley-error.ts";

export interface SenderOptions {
  /** Such as `https://chat.example.org`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Sends the requests; the platform's own by default. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How often a call is tried again; 3 by default. */
  readonly retries?: number;
  /** How long one attempt may take, and a long answer be silent; 30,000 by default. */
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

/** Throws `ParleyError` for a refusal, and what `fetch` threw without an answer. */
export interface Sender {
  /** Sends a call and gives the body of its answer. */
  ask(call: ApiCall): Promise<unknown>;
  /** Sends a call and gives its answer line by line, as it comes. Once the first has come nothing is tried again. */
  lines(call: ApiCall): AsyncGenerator<string, void>;
}

const firstDelayMs = 250;
const longestDelayMs = 30_000;

/** Makes the sender. */
export function createSender(options: SenderOptions): Sender {
  const { fetch = globalThis.fetch, retries = 3, timeoutMs = 30_000 } = options;
  const { newKey = () => crypto.randomUUID(), wait = sleep } = options;

  async function send<T>(call: ApiCall, read: (answer: Response, limit: TimeLimit) => T) {
    const url = urlOf(options.baseUrl, call);
    const init = requestOf(options.token, call, newKey);
    const attempt = (limit: TimeLimit) =>
      limit.hold(async () => {
        const answer = await fetch(url, { ...init, signal: limit.signal });
        if (!answer.ok) throw await readError(answer);
        return read(answer, limit);
      });
    for (let tried = 0; ; tried += 1) {
      try {
        return await attempt(limitTime(timeoutMs));
      } catch (failure) {
        if (tried >= retries || !mayBeCured(failure)) throw failure;
        await wait(delayBefore(tried, failure));
      }
    }
  }

  return {
    ask: (call) => send(call, readAnswer),
    lines: async function* lines(call) {
      yield* await send(call, (answer, limit) => linesOf(answer, limit));
    },
  };
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
