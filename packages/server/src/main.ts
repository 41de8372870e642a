import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createHookRenderer } from "./channels/hook-renderer.ts";
import type { Config } from "./config.ts";
import { createLog, type Log } from "./create-log.ts";
import type { OwnAddress } from "./egress/address-gate.ts";
import { type AllowRule, parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import { AppError } from "./errors.ts";
import { createFailpoints } from "./failpoints.ts";
import { startInsightsReader } from "./features/analytics/insights-reader.ts";
import { createActing } from "./features/audit/acting.ts";
import { auditingStore } from "./features/audit/auditing-store.ts";
import { createFeatures, type Features } from "./features/create-features.ts";
import { adoptHookSettings } from "./features/hooks/adopt-hook-settings.ts";
import { openSecrets } from "./features/hooks/hook-secrets.ts";
import { createFolderFiles } from "./files/folder-files.ts";
import { createOpsApp } from "./http/ops-app.ts";
import { tryListening } from "./http/try-listening.ts";
import { createMemoryHub } from "./hubs/memory/create-memory-hub.ts";
import { readInstallationKey } from "./installation-key.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { openDoors } from "./open-doors.ts";
import { openStore } from "./open-store.ts";
import { ownVersion } from "./own-version.ts";
import type { Egress } from "./ports/egress.ts";
import type { HookRecord, HookWrites } from "./ports/hooks.ts";
import type { Store } from "./ports/store.ts";
import { pruneRegularly } from "./prune-regularly.ts";
import { createSystemChance, systemClock } from "./system-ports.ts";
import { createPerformers } from "./workers/effects/performers.ts";
import { type Dispatcher, startDispatcher } from "./workers/hooks/start-dispatcher.ts";
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

/** A guest that needs the server listening before its workers begin; gives private targets they may reach. */
export type Prepare = (
  ready: Pick<Parley, "url" | "store" | "features"> & { readonly dataFolder: string },
) => Promise<{ readonly egressAllow: string }>;

/** As many calls to one server as the workers make at a time. Whoever delivers to hooks keeps to limits of their own. */
const maxConnectionsPerHost = { "webhook-block": 64 } as const;
const stopGraceMs = 10_000;
/** Less: whatever is given up is simply sent again. */
const deliveriesGraceMs = 3_000;

/**
 * Throws what starting throws where its ports are not to be had. For a first start, before it makes a data folder: whoever
 * chooses another port may choose another folder with it.
 */
export const tryPorts = ({ host, port, opsPort }: Config): Promise<void> =>
  tryListening(host, [port, opsPort]);

/** Wires the product from its adapters and starts it. The only place that names them. */
export async function startParley(config: Config, prepare?: Prepare): Promise<Parley> {
  const opened: Opened = [];
  const log = createLog(config.logLevel);
  const closeAll = async () => {
    // Each in turn, the last first: what came later uses what was there before.
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const started = await start(config, log, prepare, opened);
    return { ...started, stop: () => (opened.length > 0 ? end(log, closeAll) : closeAll()) };
  } catch (error) {
    // What is half started would keep the process alive, and its database open.
    await closeAll().catch(() => {});
    throw error;
  }
}

async function end({ tell }: Log, closeAll: () => Promise<void>): Promise<void> {
  tell("stopping");
  await closeAll();
  tell("stopped");
}

/** How to close what was opened, in the order of opening. */
type Opened = (() => unknown)[];

async function start(
  config: Config,
  log: Log,
  prepare: Prepare | undefined,
  opened: Opened,
): Promise<Omit<Parley, "stop">> {
  const inside = await openInside(config, log, opened);
  const { store, hub, features, publicUrl } = inside;
  const out: { egress: Egress | null; dispatcher: Dispatcher | null } = {
    ...{ egress: null, dispatcher: null },
  };
  const doors = await openDoors({
    ...{ ...config, ...inside },
    egress: () => {
      if (!out.egress) throw new AppError("shutting-down", { retryAfterSeconds: 1 });
      return out.egress;
    },
    hookDispatch: () => out.dispatcher,
  });
  opened.push(doors.close);
  const url = await doors.app.listen({ host: config.host, port: config.port });
  publicUrl.set(config.publicUrl ?? url);

  const metrics = createMetrics(hub, {
    streams: () => doors.streams.count,
    deliveriesLagMs: () => out.dispatcher?.lagMs() ?? 0,
  });
  const ops = await openOps(config, { store, metrics }, opened);
  const guest = await prepare?.({ url, store, features, dataFolder: inside.folder });
  out.egress = createEgress({
    allow: [...readAllowList(config.egressAllow), ...readAllowList(guest?.egressAllow ?? "")],
    // Who listens on all addresses is reached by more than the one that is told.
    own: [url, ops.url, publicUrl()]
      .map(ownAddress)
      .concat([url, ops.url].map((it) => ({ host: config.host, port: ownAddress(it).port }))),
    inspectorsAt: url,
    maxConnectionsPerHost,
  });
  opened.push(out.egress.close);
  startWorkers(inside, out.egress, opened);
  out.dispatcher = startDelivering(inside, out.egress, metrics, opened);
  // The doors once more, as they have to be closed before what works behind them.
  opened.push(pruneRegularly(inside, config.hookLogDays), doors.close, ops.endReadiness);
  ops.beginReadiness();
  const { schema } = await store.settings();
  const addresses = { url, ops_url: ops.url, public_url: publicUrl() };
  log.tell("started", { version: ownVersion(), ...addresses, data: inside.folder, schema });
  return { url, opsUrl: ops.url, store, features };
}

type Inside = Awaited<ReturnType<typeof openInside>>;

/** Everything behind the doors: the data, and what can be done with it. */
async function openInside(config: Config, log: Log, opened: Opened) {
  const folder = resolve(config.dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { report, tell } = log;
  const [clock, chance] = [systemClock, createSystemChance()];
  const key = readInstallationKey(folder);
  const acting = createActing();
  const store = auditingStore(await openStore(folder, clock, tell), { acting, clock });
  opened.push(() => store.close());
  await adoptHookSettings({ store, clock, chance, key });
  const hub = createMemoryHub((error) => report(error, "a listener of the hub"));
  const files = await createFolderFiles({ folder: join(folder, "files"), clock, chance });
  const failpoints = createFailpoints(config.failpoints);
  const publicUrl = knownLater("");
  const wake = knownLater((_dueMs: number): void => {});
  const offer = knownLater((_writes: HookWrites): void => {});
  const forget = knownLater((_conversationId: number): void => {});
  const hookRenderer = createHookRenderer(publicUrl);
  const { workspaceFounders } = config;
  const features = createFeatures({
    ...{ store, hub, clock, chance, files, key, publicUrl, failpoints, hookRenderer },
    ...{ workspaceFounders, acting },
    wakeWorkers: (dueMs) => wake()(dueMs),
    offerDeliveries: (writes) => offer()(writes),
    forgetDeliveries: (conversationId) => forget()(conversationId),
  });
  opened.push(() => features.mailbox.idle());
  const ports = { store, hub, clock, chance, files, key, failpoints, hookRenderer, ...log };
  return { ...ports, folder, features, publicUrl, wake, offer, forget };
}

/** A value that is known only once the server listens; until then it is `first`. */
function knownLater<T>(first: T): (() => T) & { set(value: T): void } {
  let present = first;
  const set = (value: T): void => {
    present = value;
  };
  return Object.assign(() => present, { set });
}

async function openOps(
  config: Config,
  { store, metrics }: Pick<Inside, "store"> & { readonly metrics: Metrics },
  opened: Opened,
) {
  let isReady = false;
  const app = createOpsApp({
    store,
    version: ownVersion(),
    isReady: () => isReady,
    metrics: metrics.read,
  });
  opened.push(() => app.close());
  const url = await app.listen({ host: config.host, port: config.opsPort });
  return {
    url,
    beginReadiness: () => {
      isReady = true;
    },
    endReadiness: () => {
      isReady = false;
    },
  };
}

function startWorkers(
  { store, clock, features, failpoints, wake, report }: Inside,
  egress: Egress,
  opened: Opened,
): void {
  const performers = createPerformers({ ...features, clock, egress, failpoints });
  const loop = startTaskLoop({ store, clock, performers, report });
  wake.set(loop.wake);
  opened.push(() => loop.stop(stopGraceMs));
  const reader = startInsightsReader({ store, clock, report });
  opened.push(reader.stop);
}

function startDelivering(
  inside: Inside,
  egress: Egress,
  { deliveries: watch }: Metrics,
  opened: Opened,
): Dispatcher {
  const secretsOf = ({ sealed }: HookRecord) => openSecrets(inside.key, sealed);
  const dispatcher = startDispatcher({ ...inside, egress, secretsOf, watch });
  inside.offer.set(dispatcher.offer);
  inside.forget.set(dispatcher.forget);
  opened.push(() => dispatcher.stop(deliveriesGraceMs));
  return dispatcher;
}

function ownAddress(url: string): OwnAddress {
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) };
}

function readAllowList(text: string): readonly AllowRule[] {
  const { rules, problems } = parseAllowList(text);
  if (problems.length > 0)
    throw new Error(`These private targets are not clear: ${problems.join(" ")}`);
  return rules;
}
