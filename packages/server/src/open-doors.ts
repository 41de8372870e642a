import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import type { LogRequest } from "./create-log.ts";
import { createTestRequest } from "./features/conversations/test-request.ts";
import type { Features } from "./features/create-features.ts";
import type { HookDispatch } from "./features/hooks/hook-dispatch.ts";
import type { HookRenderer } from "./features/hooks/owe-hooks.ts";
import { createFileUrls } from "./files/file-urls.ts";
import { createApp } from "./http/app.ts";
import { createIdempotency } from "./http/idempotency.ts";
import { createPlatformHooks } from "./http/platform-hooks.ts";
import { servePlatform } from "./http/routes/serve-platform.ts";
import { serveStudio } from "./http/studio/serve-studio.ts";
import { serveStudioPages } from "./http/studio-pages.ts";
import { createTokenBuckets, type Rate } from "./http/token-buckets.ts";
import { readChatBundles } from "./http/webchat/chat-bundles.ts";
import { serveFiles } from "./http/webchat/file-routes.ts";
import { createLiveStreams, type LiveStreams } from "./http/webchat/live-streams.ts";
import { servePages } from "./http/webchat/page-routes.ts";
import { createWebchatBuckets } from "./http/webchat/webchat-buckets.ts";
import { serveWebchat } from "./http/webchat/webchat-routes.ts";
import { mostConnections } from "./most-connections.ts";
import type { Chance } from "./ports/chance.ts";
import type { Clock } from "./ports/clock.ts";
import type { Egress } from "./ports/egress.ts";
import type { FileStore } from "./ports/files.ts";
import type { Hub } from "./ports/hub.ts";
import type { Store } from "./ports/store.ts";

/** What the public doors need of the rest. */
export interface DoorParts {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly files: FileStore;
  readonly features: Features;
  /** The installation's key: it signs the addresses of files. */
  readonly key: Uint8Array;
  readonly publicUrl: () => string;
  /** The way out, once the server is ready. */
  readonly egress: () => Egress;
  readonly hookRenderer: HookRenderer;
  /** Whoever delivers to hooks; `null` until the server is ready. */
  readonly hookDispatch: () => HookDispatch | null;
  readonly trustedProxies: readonly string[];
  readonly hasRateLimits: boolean;
  /** Of each token, and of each API channel. */
  readonly tokenRate: Rate | null;
  readonly report: (error: unknown, about: string) => void;
  readonly logRequest: LogRequest | null;
}

/** The public doors, ready to listen. */
export interface Doors {
  readonly app: FastifyInstance;
  readonly streams: LiveStreams;
  /** Tells readers to come back later, and lets nobody in any more. Once, however often it is called. */
  close(): Promise<void>;
}

const chatBundleFolder = fileURLToPath(new URL("../../widget/dist/browser/", import.meta.url));
const studioFolder = fileURLToPath(new URL("../../web/dist/browser/", import.meta.url));

/** Serves everything public on one application: the chat, its pages and files, the platform API. */
export async function openDoors(parts: DoorParts): Promise<Doors> {
  const { store, hub, clock, chance, features, publicUrl, report } = parts;
  const app = createApp(parts);
  app.server.maxConnections = mostConnections() ?? Number.POSITIVE_INFINITY;
  const streams = createLiveStreams({ ...features, store, hub, clock, report });
  const bucketsOf = (rate: Rate | null) =>
    rate && createTokenBuckets(clock, rate.perSecond, rate.burst);
  const buckets = (perSecond: number, burst: number) =>
    bucketsOf(parts.hasRateLimits ? { perSecond, burst } : null);
  const chat = {
    ...{ store, clock, chance, streams, publicUrl },
    ...{ channels: features.channels, visitors: features.visitors, flows: features.flows },
    ...{ read: features.read, turns: features.visitorTurns },
    ...createWebchatBuckets(clock, parts.hasRateLimits),
  };
  serveWebchat(app, chat);
  servePages(app, { ...chat, bundles: readChatBundles(chatBundleFolder) });
  serveStudioPages(app, studioFolder);
  const fileUrls = createFileUrls({ path: "/webchat/files/", signingKey: parts.key, clock });
  await app.register((scope) => serveFiles(scope, { ...chat, files: parts.files, fileUrls }));
  const hooks = createPlatformHooks({
    ...{ ...parts, renderer: parts.hookRenderer, dispatch: parts.hookDispatch },
    inspectorBuckets: buckets(100, 500),
  });
  await servePlatform(app, {
    ...{ store, clock, chance, features, publicUrl },
    hooks,
    idempotency: createIdempotency({ store, clock }),
    ...{ buckets: bucketsOf(parts.tokenRate), resumeBuckets: buckets(50, 100) },
    testRequest: createTestRequest({ egress: parts.egress, clock }),
  });
  await serveStudio({
    ...{ app, store, clock, publicUrl, accounts: features.accounts },
    ...{ idempotency: createIdempotency({ store, clock }), buckets: buckets(20, 100) },
  });
  let closing: Promise<void> | null = null;
  const close = () => {
    streams.closeAll();
    hooks.streams.closeAll();
    closing ??= app.close();
    return closing;
  };
  return { app, streams, close };
}
