/**
 * How a request becomes a call of a handler.
 *
 * Job: limit, authenticate, check, handle once, answer. What a route does is the route's business.
 *
 * Invariants
 * 1. Nobody learns anything without a token or a session: it is checked before the body is read.
 * 2. A handler runs only on input that its schemas have checked.
 * 3. With an `Idempotency-Key` a write has one effect and one answer, refusals included.
 * 4. What is served is written down: documentation and tests read the same list.
 */
import { PathId } from "@parley/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Accounts } from "../features/accounts/create-accounts.ts";
import type { Identity, Tokens } from "../features/accounts/tokens.ts";
import { guestActor } from "../features/audit/acting.ts";
import type { AuditActor } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { knownError, sendAnswer } from "./answer-errors.ts";
import { hasAuthorization, secretOf } from "./authenticate.ts";
import { checkBody, checkParams, checkQuery } from "./check-input.ts";
import type { Idempotency, Keep } from "./idempotency.ts";
import { describeRoute } from "./openapi/describe-route.ts";
import type { Access, RouteSpec, ServedRoute } from "./route-spec.ts";
import { settle } from "./settle.ts";
import { identityOfSession } from "./studio/session-identity.ts";
import { takeRate } from "./take-rate.ts";
import type { TokenBuckets } from "./token-buckets.ts";

/** What routes share. */
export interface RoutePorts {
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  /** The address that the Studio is served under. */
  readonly publicUrl: () => string;
  readonly idempotency: Idempotency;
  /** Per token and per session; `null` when rates are not limited. */
  readonly buckets: TokenBuckets | null;
  /** Gets every route that is served. */
  readonly served: ServedRoute[];
}

/** Who was let in. */
export interface Admitted<C> {
  readonly caller: C;
  /** Tells callers apart where answers are kept; `null`: repeats are not recognised by a key here. */
  readonly key: string | null;
  /** What only the caller has, or the server with its key: stored answers that show a secret are enciphered with it. */
  readonly secret?: string;
  /** In whose name it is done; without it, in that of somebody who is not signed in. */
  readonly actor?: AuditActor;
}

/** Finds out who calls. Throws when they may not. */
export type Gate<C> = (request: FastifyRequest, reply: FastifyReply) => Promise<Admitted<C>>;

/** Serves a route to whoever has a token with its scope, or is signed in with a role that has it. */
export function serveRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  ports: RoutePorts,
  spec: RouteSpec<P, Q, B>,
): void {
  serveBehind(ports, spec, "token", callerGate(ports, spec));
}

/** Serves a route to everybody. */
export function servePublicRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  ports: RoutePorts,
  spec: RouteSpec<P, Q, B, null>,
): void {
  serveBehind(ports, spec, "public", async () => ({ caller: null, key: null }));
}

/**
 * Lets tokens in, and whoever is signed in to the Studio: known first, then within their rate, then with the route's
 * scope. Where there is an `Authorization` header, a cookie counts for nothing.
 */
export function callerGate(
  ports: Pick<RoutePorts, "tokens" | "accounts" | "publicUrl" | "buckets">,
  { scope }: { readonly scope: RouteSpec<z.ZodType, z.ZodType, z.ZodType>["scope"] },
): Gate<Identity> {
  return async (request, reply) => {
    const { identity, secret } = hasAuthorization(request)
      ? await identityOfToken(ports, request)
      : await identityOfSession(ports, request);
    reply.headers(takeRate(ports.buckets, identity.credential));
    if (scope !== null) requireScope(identity, scope);
    const actor = actorOf(identity, request.ip);
    return { caller: identity, key: identity.caller, secret, actor };
  };
}

/** Who acts by a token or a session. */
export function actorOf({ credential, agent }: Identity, address: string): AuditActor {
  const [kind, id] = credential.split(".");
  const isToken = kind === "token";
  return {
    kind: isToken ? "token" : "person",
    ...{ agentId: agent.id, tokenId: isToken ? Number(id) : null, name: agent.name, address },
  };
}

async function identityOfToken({ tokens }: Pick<RoutePorts, "tokens">, request: FastifyRequest) {
  const secret = secretOf(request);
  const identity = await tokens.verify(secret);
  if (!identity) throw new AppError("invalid-token");
  return { identity, secret };
}

/** Refuses a token, or a role, that lacks a scope. */
export function requireScope({ scopes, credential }: Identity, scope: string): void {
  if (scopes.has(scope)) return;
  const message = credential.startsWith("token.")
    ? `This token lacks the scope "${scope}".`
    : "Your role does not allow this.";
  throw new AppError("missing-scope", { message });
}

/** What was taken from somebody opens nothing after this. */
const admittedForMs = 5_000;

/** Serves a route behind a gate of its own. */
export function serveBehind<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, C>(
  ports: Pick<RoutePorts, "app" | "clock" | "idempotency" | "served" | "accounts">,
  spec: RouteSpec<P, Q, B, C>,
  access: Access,
  gate: Gate<C>,
): void {
  const { app, clock, idempotency, served, accounts } = ports;
  const admitted = new WeakMap<
    FastifyRequest,
    { readonly who: Admitted<C>; readonly atMs: number }
  >();
  served.push({ access, spec });
  app.route({
    method: spec.method,
    url: spec.path,
    schema: describeRoute({ access, spec }),
    exposeHeadRoute: spec.method === "GET" && !spec.streams,
    ...(spec.bodyLimitBytes !== undefined && { bodyLimit: spec.bodyLimitBytes }),
    ...(spec.jsonLimits && { config: { jsonLimits: spec.jsonLimits } }),
    // Before the body is read: who may not ask is not listened to.
    onRequest: async (request, reply) => {
      admitted.set(request, { who: await gate(request, reply), atMs: clock.nowMs() });
    },
    handler: async (request, reply) => {
      // Whoever took long over the body may have lost meanwhile what they came in with.
      const before = admitted.get(request);
      const isLate = before !== undefined && clock.nowMs() - before.atMs > admittedForMs;
      const who = isLate ? await gate(request, reply) : before?.who;
      if (!who) throw new Error(`${spec.path} was reached past its gate.`);
      const actor = who.actor ?? guestActor(request.ip);
      const handle = (keep: Keep | undefined) =>
        accounts.acting.run(actor, () => handleChecked(spec, request, who.caller, keep));
      const answer =
        spec.method === "GET" || who.key === null
          ? await handle(undefined)
          : await idempotency.once({
              request,
              caller: who.key,
              handle,
              failed: refusalOf,
              ...(spec.answersSecret && { secret: secretFor(spec, who) }),
              ...subjectOf(spec, request),
            });
      return sendAnswer(reply, answer);
    },
  });
}

/** Fails closed: an answer that shows a secret is not stored as it is. */
function secretFor({ path }: { readonly path: string }, { secret }: Admitted<unknown>): string {
  if (secret === undefined) throw new Error(`Nothing enciphers the stored answers of ${path}.`);
  return secret;
}

/**
 * Whose data the answer may hold: the customer's in the path. Erasing says nothing about them, and its own answer has
 * to outlive them, so that a repeat gets it.
 */
function subjectOf(
  { method, path }: Pick<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, "method" | "path">,
  { params }: FastifyRequest,
): { readonly conversationId?: number } {
  const isErasure = method === "DELETE" && path === "/v1/customers/:id/";
  if (isErasure || !path.startsWith("/v1/customers/:id/")) return {};
  const customer = CustomerPath.safeParse(params);
  return customer.success ? { conversationId: customer.data.id } : {};
}

const CustomerPath = z.object({ id: PathId });

async function handleChecked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, C>(
  spec: RouteSpec<P, Q, B, C>,
  request: FastifyRequest,
  identity: C,
  keep: Keep | undefined,
): Promise<Answer> {
  return spec.handle({
    identity,
    params: checkParams(spec.params, request.params, spec.path),
    query: checkQuery(spec.query, request.query),
    body: checkBody(spec.body, request.body),
    request,
    keep,
    settle: (turn, present) => settle(keep, turn, present),
  });
}

/** What a later try may cure goes on to the app, which reports it where it has to. */
function refusalOf(error: unknown): Answer | null {
  const known = knownError(error);
  const answer = known && errorAnswer(known);
  return answer && answer.status < 500 ? answer : null;
}
