/**
 * One effect and one answer for each `Idempotency-Key`.
 *
 * Invariants
 * 1. A key belongs to one caller, method and path; with another query or body it is refused.
 * 2. The answer is written with the change itself wherever the handler takes `keep`, so that neither is without the
 *    other; refusals are written after it. What takes many steps is begun under `keep.requestName` instead, and a
 *    repeat without an answer goes on with it. What a later try may cure (5xx, 429) is not written.
 * 3. A repeat gets the stored bytes. While the first still runs it is told to wait.
 */
import { createHash } from "node:crypto";
import type { Value } from "@parley/flow";
import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { bodyHash } from "../ingest/body-hash.ts";
import type { Clock } from "../ports/clock.ts";
import type { IdempotentAnswer, Store } from "../ports/store.ts";
import type { Answer } from "./answer.ts";
import { type AnswerCipher, answerCipher } from "./answer-cipher.ts";

/** Makes the row that stores an answer; written with the change itself, so that there is never one without the other. */
export interface Keep {
  (answer: Answer): IdempotentAnswer;
  /** Names the request and its repeats: what takes many steps goes on under it when it is asked for again. */
  readonly requestName: string;
}

/** A write, as the guard needs to know it. */
export interface GuardedWrite {
  readonly request: FastifyRequest;
  readonly caller: string;
  readonly handle: (keep: Keep | undefined) => Promise<Answer>;
  /** The answer that an error stands for; `null`: it is ours and must not be kept. */
  readonly failed: (error: unknown) => Answer | null;
  /** The caller's own secret, where the answer shows one too: what is stored can be read with it only. */
  readonly secret?: string;
  /** The customer whose data the answer may hold: what is stored of it is erased with them. */
  readonly conversationId?: number;
}

/** Answers a write once per `Idempotency-Key`: a repeat gets the stored answer and has no second effect. */
export interface Idempotency {
  once(write: GuardedWrite): Promise<Answer>;
}

/** One keyed request. */
interface Attempt {
  readonly scope: string;
  readonly hash: string;
  readonly cipher: AnswerCipher | null;
  readonly conversationId: number | undefined;
}

const keyShape = /^[\x21-\x7e]{1,255}$/;

/** Makes the guard. What runs at this moment is known to this process; what has ended, to the store. */
export function createIdempotency(ports: {
  readonly store: Store;
  readonly clock: Clock;
}): Idempotency {
  const { store, clock } = ports;
  const running = new Set<string>();

  async function first(attempt: Attempt, { handle, failed }: GuardedWrite): Promise<Answer> {
    const stored = await store.idempotentAnswer(attempt.scope);
    if (stored) return replay(stored, attempt);
    let isKept = false;
    const row = (answer: Answer): IdempotentAnswer => {
      isKept = true;
      return rowOf(attempt, answer, clock.nowMs());
    };
    const keep = Object.assign(row, { requestName: `${attempt.scope} ${attempt.hash}` });
    const answer = await handle(keep).catch((error) => {
      const refusal = failed(error);
      if (!refusal) throw error;
      isKept = false;
      return refusal;
    });
    if (isKept || answer.status >= 500 || answer.status === 429) return answer;
    const result = await store.commit({ idempotency: keep(answer) });
    const earlier =
      result === "answered-before" ? await store.idempotentAnswer(attempt.scope) : null;
    return earlier ? replay(earlier, attempt) : answer;
  }

  return {
    once: async (write) => {
      const { request, handle } = write;
      const key = request.headers["idempotency-key"];
      if (key === undefined) return handle(undefined);
      if (typeof key !== "string" || !keyShape.test(key)) throw new AppError("bad-key");
      const attempt = attemptOf(write, key);
      if (running.has(attempt.scope)) throw new AppError("key-in-use", { retryAfterSeconds: 1 });
      running.add(attempt.scope);
      try {
        return await first(attempt, write);
      } finally {
        running.delete(attempt.scope);
      }
    },
  };
}

function attemptOf(
  { request, caller, secret, conversationId }: GuardedWrite,
  key: string,
): Attempt {
  const { pathname, search } = new URL(request.url, "http://parley");
  const scope = JSON.stringify([caller, request.method, pathname.replace(/\/+$/, ""), key]);
  // What the ingest gate let in is JSON, or nothing.
  const body = (request.body ?? null) as Value;
  return {
    scope: createHash("sha256").update(scope).digest("base64url"),
    hash: bodyHash([search, body]),
    cipher: secret === undefined ? null : answerCipher(secret, key),
    conversationId,
  };
}

function rowOf(
  { scope, hash, cipher, conversationId }: Attempt,
  { status, body }: Answer,
  createdMs: number,
): IdempotentAnswer {
  const text = body === null ? "" : JSON.stringify(body);
  const stored = cipher && text !== "" ? cipher.close(text) : text;
  return {
    ...{ scope, bodyHash: hash, status, body: stored, createdMs },
    ...(conversationId !== undefined && { conversationId }),
  };
}

function replay(stored: IdempotentAnswer, { hash, cipher }: Attempt): Answer {
  if (stored.bodyHash !== hash) throw new AppError("key-used-differently");
  const text = cipher && stored.body !== "" ? cipher.open(stored.body) : stored.body;
  return {
    status: stored.status,
    body: text === "" ? null : text,
    headers: { "idempotency-replayed": "true" },
  };
}
