import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import type { Scope } from "../features/accounts/scopes.ts";
import type { Identity } from "../features/accounts/tokens.ts";
import type { Seal, TurnOutcome } from "../features/conversations/outcome.ts";
import type { JsonLimits } from "../ingest/limits.ts";
import type { Answer } from "./answer.ts";
import type { Keep } from "./idempotency.ts";

/** A turn that was taken, now or by an earlier send of the same message. */
export type Taken = Extract<TurnOutcome, { kind: "taken" | "repeated" }>;

/** What a handler is given: who calls, with what, already checked. */
export interface Call<P, Q, B, C = Identity> {
  readonly identity: C;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
  /** There when the request carries an `Idempotency-Key`: hand it to whatever commits. */
  readonly keep: Keep | undefined;
  /** Runs a turn and answers from its outcome; answer and change are written as one. */
  settle(
    turn: (seal?: Seal) => Promise<TurnOutcome>,
    present: (taken: Taken) => Answer,
  ): Promise<Answer>;
}

/** A route, as it is served and as it is documented. */
export interface RouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  C = Identity,
> extends RouteDescription {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>, C>): Promise<Answer>;
}

/** What of a route is read by others than its caller: documentation and tests. */
export interface RouteDescription {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** `null`: any token will do. */
  readonly scope: Scope | null;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** What the handler reads from the request itself, as its callers expect other refusals than those of a schema. */
  readonly ownBody?: z.ZodType;
  /** Headers that it needs → what they are for. */
  readonly headers?: { readonly [name: string]: string };
  /** Status → schema of the body; `z.null()` is no body. */
  readonly answers: { readonly [status: number]: z.ZodType };
  /** What 200 is streamed as, where it is not JSON: content type → what it holds. */
  readonly streams?: { readonly [contentType: string]: string };
  /** Headers that come with 200 → what they tell. */
  readonly answerHeaders?: { readonly [name: string]: string };
  /** What can be wrong beyond what is wrong with any request. */
  readonly refusals?: readonly ErrorCode[];
  readonly bodyLimitBytes?: number;
  readonly jsonLimits?: JsonLimits;
  /** The answer holds a secret that is shown once: what is stored for repeats of the request is enciphered. */
  readonly answersSecret?: boolean;
}

/** How a route finds out who calls. */
export type Access = "token" | "token-or-channel-key" | "channel-key" | "session" | "public";

/** A route that is served, for whoever compares: documentation, authorisation matrix. */
export interface ServedRoute {
  readonly access: Access;
  readonly spec: RouteDescription;
}
