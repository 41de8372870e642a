import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Scope } from "../features/accounts/scopes.ts";
import type { Identity, Tokens } from "../features/accounts/tokens.ts";
import type { Seal, TurnOutcome } from "../features/conversations/outcome.ts";
import { errorOf } from "../features/conversations/refusal-error.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { knownError, sendAnswer } from "./answer-errors.ts";
import { authenticate } from "./authenticate.ts";
import type { Idempotency, Keep } from "./idempotency.ts";
import type { TokenBuckets } from "./token-buckets.ts";

/** What a handler is given: who calls, with what, already checked. */
export interface Call<P, Q, B> {
  readonly identity: Identity;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
  /** There when the request carries an `Idempotency-Key`: hand it to whatever commits. */
  readonly keep: Keep | undefined;
  /** Runs a turn and answers from its outcome; answer and change are written as one. */
  settle(
    turn: (seal?: Seal) => Promise<TurnOutcome>,
    present: (taken: Extract<TurnOutcome, { kind: "taken" | "repeated" }>) => Answer,
  ): Promise<Answer>;
}

/** A route, as it is served and as it is documented. */
export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly scope: Scope | null;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Status → schema of the body; `z.null()` is no body. */
  readonly answers: { readonly [status: number]: z.ZodType };
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer>;
}

/** What routes that need a token share. */
export interface RoutePorts {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  readonly idempotency: Idempotency;
  /** Per token; `null` when rates are not limited. */
  readonly buckets: TokenBuckets | null;
}

/** Serves a route of the platform API: limit, authenticate, check, handle once, answer. */
export function serveRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  ports: RoutePorts,
  spec: RouteSpec<P, Q, B>,
): void {
  const isWrite = spec.method !== "GET";
  ports.app.route({
    method: spec.method,
    url: spec.path,
    schema: schemaOf(spec),
    handler: async (request, reply) => {
      const identity = await authenticate(ports.tokens, request, spec.scope);
      const headers = takeRate(ports.buckets, String(identity.token.id));
      const handle = (keep: Keep | undefined) => spec.handle(callOf(request, identity, keep));
      const answer = isWrite
        ? await ports.idempotency.once(request, `token.${identity.token.id}`, handle, refusalOf)
        : await handle(undefined);
      return sendAnswer(reply, { ...answer, headers: { ...headers, ...answer.headers } });
    },
  });
}

function callOf<P, Q, B>(
  request: FastifyRequest,
  identity: Identity,
  keep: Keep | undefined,
): Call<P, Q, B> {
  return {
    identity,
    // The route's schemas have checked these three.
    params: request.params as P,
    query: request.query as Q,
    body: request.body as B,
    request,
    keep,
    settle: (turn, present) => settle(keep, turn, present),
  };
}

/** Runs a turn and answers from its outcome. */
async function settle(
  keep: Keep | undefined,
  turn: (seal?: Seal) => Promise<TurnOutcome>,
  present: (taken: Extract<TurnOutcome, { kind: "taken" | "repeated" }>) => Answer,
): Promise<Answer> {
  const answerFrom = (outcome: TurnOutcome): Answer => {
    if (outcome.kind === "taken" || outcome.kind === "repeated") return present(outcome);
    return errorAnswer(errorOf(outcome) ?? new AppError("internal"));
  };
  const outcome = await turn(keep && ((it) => keep(answerFrom(it))));
  const error = errorOf(outcome);
  return error ? errorAnswer(error) : answerFrom(outcome);
}

function refusalOf(error: unknown): Answer | null {
  const known = knownError(error);
  return known ? errorAnswer(known) : null;
}

/** Takes one request from a bucket and tells the caller how many are left. */
export function takeRate(buckets: TokenBuckets | null, key: string): Record<string, string> {
  if (!buckets) return {};
  const { left, waitSeconds } = buckets.take(key);
  const seconds = Math.max(1, Math.ceil(waitSeconds));
  if (waitSeconds > 0)
    throw new AppError("throttled", {
      message: `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`,
      retryAfterSeconds: seconds,
    });
  return {
    "ratelimit-limit": String(buckets.burst),
    "ratelimit-remaining": String(left),
    "ratelimit-reset": String(Math.ceil((buckets.burst - left) / buckets.perSecond)),
  };
}

function schemaOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
): Record<string, unknown> {
  return {
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description !== undefined && { description: spec.description }),
    ...(spec.params && { params: spec.params }),
    ...(spec.query && { querystring: spec.query }),
    // An absent body is an empty one: clients send PUT and DELETE with a JSON type and nothing in it.
    ...(spec.body && { body: z.preprocess((body) => body ?? {}, spec.body) }),
    response: spec.answers,
    security: [{ token: [] }],
  };
}
