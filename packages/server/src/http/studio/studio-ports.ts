import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { AppError } from "../../errors.ts";
import type { Accounts } from "../../features/accounts/create-accounts.ts";
import type { Client } from "../../features/accounts/library/call-library.ts";
import type { SignedIn } from "../../features/accounts/sessions.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import { networkKey } from "../../features/accounts/tries.ts";
import type { AuditActor } from "../../ports/audit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import type { Answer } from "../answer.ts";
import type { Idempotency } from "../idempotency.ts";
import { type Admitted, actorOf, type Gate, requireScope, serveBehind } from "../route.ts";
import type { RouteSpec, ServedRoute } from "../route-spec.ts";
import { takeRate } from "../take-rate.ts";
import type { TokenBuckets } from "../token-buckets.ts";
import { studioWorkspace } from "./same-origin.ts";
import { callerOfSession, type StudioCaller } from "./session-identity.ts";

/** What the Studio's own doors are given. */
export interface StudioPorts {
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly idempotency: Idempotency;
  /** Per network; `null` when rates are not limited. */
  readonly buckets: TokenBuckets | null;
  readonly publicUrl: () => string;
  /** Gets every route that is served. */
  readonly served: ServedRoute[];
}

/** A route of the Studio's own: nobody else calls it, so that it is not in the documentation of the API. */
type StudioRoute<B extends z.ZodType, P extends z.ZodType, C> = Omit<
  RouteSpec<P, z.ZodType, B, C>,
  "scope" | "tag" | "summary" | "query"
>;

/** Serves a route to any browser that the Studio runs in; the caller is who is signed in there, if anybody is. */
export function serveOpen<B extends z.ZodType, P extends z.ZodType>(
  ports: StudioPorts,
  route: StudioRoute<B, P, SignedIn | null>,
): void {
  const { refusals = [] } = route;
  serve(
    ports,
    "public",
    { ...route, refusals: ["cross-site", "throttled", ...refusals] },
    {
      gate: async (request) => {
        studioWorkspace(request, ports.publicUrl());
        const signedIn = await ports.accounts.holderOf(request.headers.cookie);
        return { caller: signedIn, ...(signedIn && { actor: personOf(signedIn, request.ip) }) };
      },
    },
  );
}

/** Serves a route to whoever is signed in. */
export function serveSignedIn<B extends z.ZodType, P extends z.ZodType>(
  ports: StudioPorts,
  route: StudioRoute<B, P, StudioCaller>,
): void {
  serve(ports, "session", route, {
    gate: async (request) => {
      const caller = await callerOfSession(ports, request);
      return { caller, actor: personOf(caller.signedIn, request.ip) };
    },
  });
}

/** Serves a route to the owners of a workspace. */
export function serveOwner<B extends z.ZodType, P extends z.ZodType>(
  ports: StudioPorts,
  route: StudioRoute<B, P, Identity>,
): void {
  const { refusals = [] } = route;
  serve(
    ports,
    "session",
    { ...route, refusals: ["no-seat", "missing-scope", ...refusals] },
    {
      gate: async (request) => {
        const { signedIn, workspaceId } = await callerOfSession(ports, request);
        const identity = ports.accounts.sessions.identityIn(signedIn, workspaceId);
        if (!identity) throw new AppError("no-seat");
        requireScope(identity, "agents:write");
        return { caller: identity, actor: actorOf(identity, request.ip) };
      },
    },
  );
}

function serve<B extends z.ZodType, P extends z.ZodType, C>(
  ports: StudioPorts,
  access: "public" | "session",
  route: StudioRoute<B, P, C>,
  { gate }: { readonly gate: (request: FastifyRequest) => Promise<Omit<Admitted<C>, "key">> },
): void {
  const limited: Gate<C> = async (request, reply) => {
    reply.headers(takeRate(ports.buckets, networkKey(request.ip)));
    // No stored answers: whatever is done twice here is refused the second time, or the same.
    return { ...(await gate(request)), key: null };
  };
  const spec = { ...route, scope: null, tag: "Studio", summary: route.operationId };
  serveBehind<P, z.ZodType, B, C>(ports, spec, access, limited);
}

/** Somebody who is signed in, whatever workspace they mean. */
const personOf = ({ account }: SignedIn, address: string): AuditActor => ({
  ...{ kind: "person", agentId: null, tokenId: null, name: account.name, address },
});

/** The browser that asks, as the steps of a sign-in need to know it. */
export const clientOf = ({ headers, ip }: FastifyRequest): Client => ({
  cookie: headers.cookie,
  address: ip,
  userAgent: headers["user-agent"] ?? "",
});

/** Says yes, and hands cookies out. */
export const done = (cookies: readonly string[] = [], more: object = {}): Answer => ({
  ...{ status: 200, body: { success: true, ...more } },
  cookies,
});
