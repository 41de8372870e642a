import type { Value } from "@parley/flow";
import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { bodyHash } from "../ingest/body-hash.ts";
import type { Clock } from "../ports/clock.ts";
import type { IdempotentAnswer, Store } from "../ports/store.ts";
import type { Answer } from "./answer.ts";

/** Makes the row that stores an answer; written with the change itself, so that there is never one without the other. */
export type Keep = (answer: Answer) => IdempotentAnswer;

/** Answers a write once per `Idempotency-Key`: a repeat gets the stored answer and has no second effect. */
export interface Idempotency {
  once(
    request: FastifyRequest,
    caller: string,
    handle: (keep: Keep | undefined) => Promise<Answer>,
    failed: (error: unknown) => Answer | null,
  ): Promise<Answer>;
}

const keyShape = /^[\x21-\x7e]{1,255}$/;

/** Makes the guard. What runs at this moment is known to this process; what has ended, to the store. */
export function createIdempotency(ports: {
  readonly store: Store;
  readonly clock: Clock;
}): Idempotency {
  const { store, clock } = ports;
  const running = new Set<string>();

  async function first(
    scope: string,
    hash: string,
    handle: (keep: Keep) => Promise<Answer>,
    failed: (error: unknown) => Answer | null,
  ): Promise<Answer> {
    let isKept = false;
    const keep: Keep = ({ status, body }) => {
      isKept = true;
      const text = body === null ? "" : JSON.stringify(body);
      return { scope, bodyHash: hash, status, body: text, createdMs: clock.nowMs() };
    };
    const stored = await store.idempotentAnswer(scope);
    if (stored) return replay(stored, hash);
    const answer = await handle(keep).catch((error) => {
      const refusal = failed(error);
      if (!refusal) throw error;
      isKept = false;
      return refusal;
    });
    if (isKept) return answer;
    // What a later try may cure is not remembered.
    if (answer.status >= 500 || answer.status === 429) return answer;
    const result = await store.commit({ idempotency: keep(answer) });
    if (result !== "answered-before") return answer;
    const written = await store.idempotentAnswer(scope);
    return written && written.status !== answer.status ? replay(written, hash) : answer;
  }

  return {
    once: async (request, caller, handle, failed) => {
      const key = request.headers["idempotency-key"];
      if (key === undefined) return handle(undefined);
      if (typeof key !== "string" || !keyShape.test(key)) throw new AppError("bad-key");
      const scope = scopeOf(caller, request, key);
      if (running.has(scope)) throw new AppError("key-in-use", { retryAfterSeconds: 1 });
      running.add(scope);
      try {
        const hash = bodyHash((request.body ?? null) as Value);
        return await first(scope, hash, handle, failed);
      } finally {
        running.delete(scope);
      }
    },
  };
}

function scopeOf(caller: string, request: FastifyRequest, key: string): string {
  const path = (request.url.split("?", 1)[0] ?? "").replace(/\/+$/, "");
  return createHash("sha256")
    .update(JSON.stringify([caller, request.method, path, key]))
    .digest("base64url");
}

function replay(stored: IdempotentAnswer, hash: string): Answer {
  if (stored.bodyHash !== hash) throw new AppError("key-used-differently");
  return {
    status: stored.status,
    body: stored.body === "" ? null : stored.body,
    headers: { "idempotency-replayed": "true" },
  };
}
