import { randomBytes } from "node:crypto";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { createHookRenderer } from "../../channels/hook-renderer.ts";
import { foundWorkspace } from "../../features/accounts/agents.ts";
import { scopes } from "../../features/accounts/scopes.ts";
import { createActing } from "../../features/audit/acting.ts";
import { auditingStore } from "../../features/audit/auditing-store.ts";
import { createTestRequest } from "../../features/conversations/test-request.ts";
import { createFeatures, type Features } from "../../features/create-features.ts";
import type { HookDispatch } from "../../features/hooks/hook-dispatch.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import type { ConversationNews, Hub } from "../../ports/hub.ts";
import type { AgentRecord, Workspace } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { createApp } from "../app.ts";
import { createIdempotency } from "../idempotency.ts";
import { createPlatformHooks, type PlatformHooks } from "../platform-hooks.ts";
import type { ServedRoute } from "../route-spec.ts";
import { servePlatform } from "../routes/serve-platform.ts";
import { serveStudio } from "../studio/serve-studio.ts";
import { createTokenBuckets } from "../token-buckets.ts";
import { checkAnswer } from "./check-answer.ts";
import { createCountedChance, createHandClock, type HandClock } from "./hand-ports.ts";
import { createNoFiles } from "./no-files.ts";

export interface TestServerOptions {
  /** Opens a fresh store: `openMemoryStore`, or another. */
  readonly openStore: (ports: { readonly clock: Clock }) => Store | Promise<Store>;
  /** Makes the hub; without it nobody listens, and what is told is found in `told`. */
  readonly openHub?: (report: (error: unknown) => void) => Hub;
  /** Requests a second and at once, for each token. Without it rates are not limited. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
  /** The way out; without it nothing outside can be called. */
  readonly egress?: Egress;
  readonly workspaceFounders?: "owners" | "everybody";
  /** Whoever delivers to hooks; without it nobody does. */
  readonly dispatch?: HookDispatch;
}

/** The product behind its HTTP application, without a socket: time and chance are the test's, every answer is checked. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: HandClock;
  readonly chance: Chance;
  readonly features: Features;
  readonly hooks: PlatformHooks;
  /** The installation's key. */
  readonly key: Uint8Array;
  readonly served: readonly ServedRoute[];
  /** What the Studio alone is served. */
  readonly studio: readonly ServedRoute[];
  /** Every path that the application answers, on the list or not. */
  readonly known: readonly string[];
  readonly workspace: Workspace;
  readonly admin: AgentRecord;
  /** A token of the admin's that may do everything. */
  readonly token: string;
  /** What was reported as ours to mend. Closing the server fails when there is any. */
  readonly reports: unknown[];
  readonly removedFiles: readonly number[];
  /** When the next task is due, as the workers were told. */
  readonly wakes: number[];
  /** What the hub was told, where it is not the test's own. */
  readonly told: readonly ConversationNews[];
  /** Sends a request as the admin; `headers` can say otherwise. */
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** Noon of a Saturday, on a whole second. */
const startMs = Date.UTC(2026, 10, 21, 12);

/** Opens a server with one workspace, one admin and a token. */
export async function openTestServer(options: TestServerOptions): Promise<TestServer> {
  const clock = createHandClock(startMs);
  const chance = createCountedChance();
  const acting = createActing();
  const store = auditingStore(await options.openStore({ clock }), { acting, clock });
  const reports: unknown[] = [];
  const report = (error: unknown) => void reports.push(error);
  const told: ConversationNews[] = [];
  const hub = options.openHub?.(report) ?? deafHub(told);
  const files = createNoFiles();
  const egress = options.egress ?? closedEgress;
  const wakes: number[] = [];
  const key = randomBytes(32);
  const features = createFeatures({
    ...{ store, hub, clock, chance, files, key },
    publicUrl: () => publicUrl,
    hookRenderer: createHookRenderer(() => publicUrl),
    wakeWorkers: (dueMs) => wakes.push(dueMs),
    ...{ workspaceFounders: options.workspaceFounders ?? "owners", acting },
  });
  const app = createApp({ report, trustedProxies: [] });
  const { rate } = options;
  const buckets = rate ? createTokenBuckets(clock, rate.perSecond, rate.burst) : null;
  const served: ServedRoute[] = [];
  const studio: ServedRoute[] = [];
  // Hooks reach only what is registered after them.
  holdToDocumentation(app, [served, studio]);
  const known: string[] = [];
  app.addHook("onRoute", ({ url }) => void known.push(url));
  const hooks = createPlatformHooks({
    ...{ store, hub, clock, chance, features, key, report, inspectorBuckets: buckets },
    ...{ renderer: createHookRenderer(() => publicUrl), egress: () => egress },
    dispatch: () => options.dispatch ?? null,
  });
  const routes = await servePlatform(app, {
    ...{ store, clock, chance, features, buckets, resumeBuckets: buckets },
    ...{ hooks, publicUrl: () => publicUrl },
    idempotency: createIdempotency({ store, clock }),
    testRequest: createTestRequest({ egress: () => egress, clock }),
  });
  served.push(...routes);
  studio.push(
    ...(await serveStudio({
      ...{ app, clock, store, buckets, accounts: features.accounts, publicUrl: () => publicUrl },
      idempotency: createIdempotency({ store, clock }),
    })),
  );
  const { workspace, admin } = await foundWorkspace({ store, clock, chance }, "Acme");
  const made = await features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Tests", scopes },
  });
  return {
    ...{ app, store, hub, clock, chance, features, hooks, key },
    ...{ served, studio, known, workspace, admin, reports, wakes, told },
    token: made.secret,
    removedFiles: files.removed,
    ask: ({ headers, ...rest }) =>
      app.inject({ ...rest, headers: { authorization: `Token ${made.secret}`, ...headers } }),
    close: async () => {
      hooks.streams.closeAll();
      await app.close();
      await features.mailbox.idle();
      await store.close();
      if (reports.length > 0) throw new Error("The server reported errors.", { cause: reports });
    },
  };
}

/** A way out that leads nowhere. */
const closedEgress: Egress = {
  send: () => Promise.reject(new Error("This test opens no way out.")),
  check: () => null,
  close: () => Promise.resolve(),
};

function deafHub(told: ConversationNews[]): Hub {
  const leave = () => undefined;
  return {
    publish: (news) => void told.push(news),
    subscribe: () => leave,
    subscribeAll: () => leave,
  };
}

/** The address that the test server says it has. */
export const publicUrl = "https://chat.example.org";

/** Every answer of every test must be one that the documentation promises. */
function holdToDocumentation(
  app: FastifyInstance,
  served: readonly (readonly ServedRoute[])[],
): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const route = served
      .flat()
      .find(({ spec }) => spec.method === request.method && spec.path === request.routeOptions.url);
    if (route) checkAnswer(route, reply.statusCode, typeof payload === "string" ? payload : "");
  });
}
