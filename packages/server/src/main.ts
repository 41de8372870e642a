import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { Config } from "./config.ts";
import { type AllowRule, parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import { AppError } from "./errors.ts";
import { createFailpoints } from "./failpoints.ts";
import { createTestRequest } from "./features/conversations/test-request.ts";
import { createFeatures, type Features } from "./features/create-features.ts";
import { createFileUrls } from "./files/file-urls.ts";
import { createFolderFiles } from "./files/folder-files.ts";
import { createApp } from "./http/app.ts";
import { createIdempotency } from "./http/idempotency.ts";
import { createOpsApp } from "./http/ops-app.ts";
import { servePlatform } from "./http/routes/serve-platform.ts";
import { createTokenBuckets } from "./http/token-buckets.ts";
import { readChatBundles } from "./http/webchat/chat-bundles.ts";
import { serveFiles } from "./http/webchat/file-routes.ts";
import { createLiveStreams } from "./http/webchat/live-streams.ts";
import { servePages } from "./http/webchat/page-routes.ts";
import { serveWebchat } from "./http/webchat/webchat-routes.ts";
import { createMemoryHub } from "./hubs/memory/create-memory-hub.ts";
import { readInstallationKey } from "./installation-key.ts";
import { createMetrics } from "./metrics.ts";
import { openStore } from "./open-store.ts";
import type { Chance } from "./ports/chance.ts";
import type { Clock } from "./ports/clock.ts";
import type { Egress } from "./ports/egress.ts";
import type { FileStore } from "./ports/files.ts";
import type { Hub } from "./ports/hub.ts";
import type { Store } from "./ports/store.ts";
import { createSystemChance, systemClock } from "./system-ports.ts";
import { createPerformers } from "./workers/effects/performers.ts";
import { startTaskLoop } from "./workers/task-loop.ts";

/** A server that is ready. */
export interface Parley {
  readonly url: string;
  readonly opsUrl: string;
  readonly store: Store;
  readonly features: Features;
  /** Ends: no new work, running turns finish, streams are told to come back. */
  stop(): Promise<void>;
}

const stopGraceMs = 10_000;
const pruneEveryMs = 15 * 60_000;
const idempotencyKeptMs = 25 * 3600_000;

const chatBundleFolder = fileURLToPath(new URL("../../widget/dist/browser/", import.meta.url));

/** A guest that needs the server listening before its workers begin; gives private targets they may reach. */
export type Prepare = (
  ready: Pick<Parley, "url" | "store" | "features"> & { readonly dataFolder: string },
) => Promise<{ readonly egressAllow: string }>;

/** Wires the product from its adapters and starts it. The only place that names them. */
export async function startParley(config: Config, prepare?: Prepare): Promise<Parley> {
  const opened: (() => Promise<void>)[] = [];
  try {
    return await start(config, prepare, opened);
  } catch (error) {
    // What is half started would keep the process alive, and its database open.
    for (const close of opened.reverse()) await close().catch(() => {});
    throw error;
  }
}

async function start(
  config: Config,
  prepare: Prepare | undefined,
  opened: (() => Promise<void>)[],
): Promise<Parley> {
  const folder = resolve(config.dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const report = (error: unknown, about: string) => log.error({ err: error }, about);
  const clock = systemClock;
  const chance = createSystemChance();
  const key = readInstallationKey(folder);
  const allowed = readAllowList(config.egressAllow);

  const store = await openStore(folder, clock);
  opened.push(() => store.close());
  const hub = createMemoryHub((error) => report(error, "a listener of the hub"));
  const files = await createFolderFiles({ folder: join(folder, "files"), clock, chance });
  let url = config.publicUrl ?? "";
  const publicUrl = () => url;
  let egress: Egress | null = null;
  let wake: (dueMs: number) => void = () => {};
  const failpoints = createFailpoints(config.failpoints);
  const features = createFeatures({
    failpoints,
    ...{ store, hub, clock, chance, files, key, publicUrl },
    wakeWorkers: (dueMs) => wake(dueMs),
  });

  const { app, streams } = await openDoors({
    ...{ config, store, hub, clock, chance, key, files, features, publicUrl, report },
    egress: () => {
      if (!egress) throw new AppError("shutting-down", { retryAfterSeconds: 1 });
      return egress;
    },
  });
  opened.push(() => app.close());

  const metrics = createMetrics(hub, { streams: () => streams.count });
  let isReady = true;
  const ops = createOpsApp({ store, isReady: () => isReady, metrics: metrics.read });
  const listening = await app.listen({ host: config.host, port: config.port });
  if (config.publicUrl === null) url = listening;
  const guest = await prepare?.({ url: listening, store, features, dataFolder: folder });
  const wayOut = createEgress({ allow: [...allowed, ...readAllowList(guest?.egressAllow ?? "")] });
  egress = wayOut;
  opened.push(() => wayOut.close());
  const performers = createPerformers({ ...features, clock, egress: wayOut, failpoints });
  const loop = startTaskLoop({ store, clock, performers, report });
  opened.push(() => loop.stop(stopGraceMs));
  wake = loop.wake;
  const opsUrl = await ops.listen({ host: config.host, port: config.opsPort });
  const stopPruning = pruneRegularly(store, report);

  return {
    ...{ url: listening, opsUrl, store, features },
    stop: async () => {
      isReady = false;
      stopPruning();
      streams.closeAll();
      await Promise.all([app.close(), loop.stop(stopGraceMs)]);
      await features.mailbox.idle();
      await Promise.all([wayOut.close(), ops.close()]);
      await store.close();
    },
  };
}

/** What the public doors need of the rest. */
interface DoorParts {
  readonly config: Config;
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly key: Uint8Array;
  readonly files: FileStore;
  readonly features: Features;
  readonly publicUrl: () => string;
  /** The way out, once the server is ready. */
  readonly egress: () => Egress;
  readonly report: (error: unknown, about: string) => void;
}

async function openDoors(parts: DoorParts) {
  const { config, store, hub, clock, chance, key, files, features, publicUrl, report } = parts;
  const app = createApp({ report, trustedProxies: config.trustedProxies });
  const buckets = (perSecond: number, burst: number) =>
    config.hasRateLimits ? createTokenBuckets(clock, perSecond, burst) : null;
  const streams = createLiveStreams({ ...features, store, hub, clock, report });
  const chat = {
    ...{ store, clock, chance, streams },
    ...{ channels: features.channels, visitors: features.visitors, read: features.read },
    turns: features.visitorTurns,
    sendBuckets: buckets(5, 10),
    arrivalBuckets: buckets(0.5, 30),
  };
  serveWebchat(app, chat);
  servePages(app, {
    ...chat,
    ...{ flows: features.flows, publicUrl },
    bundles: readChatBundles(chatBundleFolder),
  });
  const fileUrls = createFileUrls({ path: "/webchat/files/", signingKey: key, clock });
  await app.register((scope) => serveFiles(scope, { ...chat, files, fileUrls, publicUrl }));
  await servePlatform(app, {
    ...{ store, clock, features, publicUrl },
    idempotency: createIdempotency({ store, clock }),
    buckets: buckets(50, 100),
    resumeBuckets: buckets(50, 100),
    testRequest: createTestRequest({ egress: parts.egress, clock }),
  });
  return { app, streams };
}

function readAllowList(text: string): readonly AllowRule[] {
  const { rules, problems } = parseAllowList(text);
  if (problems.length > 0) throw new Error(`PARLEY_EGRESS_ALLOW: ${problems.join(" ")}`);
  return rules;
}

function pruneRegularly(store: Store, report: (error: unknown, about: string) => void): () => void {
  const timer = setInterval(() => {
    store
      .prune(systemClock.nowMs() - idempotencyKeptMs)
      .catch((error) => report(error, "forgetting old answers"));
  }, pruneEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
