import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FlowDocument } from "@parley/flow";
import type { FastifyInstance } from "fastify";
import { createHookRenderer } from "./channels/hook-renderer.ts";
import { parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import { foundWorkspace } from "./features/accounts/agents.ts";
import type { VisitorContext, VisitorMessage } from "./features/conversations/visitor-turns.ts";
import { createFeatures, type Features } from "./features/create-features.ts";
import { createFileUrls } from "./files/file-urls.ts";
import { createFolderFiles } from "./files/folder-files.ts";
import { createApp } from "./http/app.ts";
import { createCountedChance, createHandClock, type HandClock } from "./http/testing/hand-ports.ts";
import { readChatBundles } from "./http/webchat/chat-bundles.ts";
import { serveFiles } from "./http/webchat/file-routes.ts";
import { createLiveStreams, type LiveStreams } from "./http/webchat/live-streams.ts";
import { servePages } from "./http/webchat/page-routes.ts";
import { createWebchatBuckets, type WebchatBuckets } from "./http/webchat/webchat-buckets.ts";
import { serveWebchat } from "./http/webchat/webchat-routes.ts";
import { createMemoryHub } from "./hubs/memory/create-memory-hub.ts";
import type { Egress } from "./ports/egress.ts";
import type { FileStore } from "./ports/files.ts";
import type { HookWrites } from "./ports/hooks.ts";
import type { Hub } from "./ports/hub.ts";
import type { AgentRecord, BotRecord, ChannelRecord, Workspace } from "./ports/records.ts";
import type { Store } from "./ports/store.ts";
import { openMemoryStore } from "./stores/memory/open-memory-store.ts";
import { openSqliteStore } from "./stores/sqlite/open-sqlite-store.ts";
import { createPerformers } from "./workers/effects/performers.ts";
import { startTaskLoop, type TaskLoop } from "./workers/task-loop.ts";

export type StoreName = "memory" | "sqlite";
export const storeNames: readonly StoreName[] = ["memory", "sqlite"];

export interface TestProductOptions {
  readonly store?: StoreName;
  /** Stands between the product and its store, to count, delay or fail. */
  readonly wrapStore?: (store: Store) => Store;
  readonly wrapHub?: (hub: Hub) => Hub;
  readonly wrapFiles?: (files: FileStore) => FileStore;
  /** Blocks of the bot on the channel; the first one is the start. */
  readonly blocks?: { readonly [id: string]: unknown };
  /** Other keys of the flow file. */
  readonly flow?: { readonly [key: string]: unknown };
  readonly hasRates?: boolean;
  /** Other numbers of places than the usual. */
  readonly places?: Partial<Pick<WebchatBuckets, "streamPlaces" | "uploadPlaces">>;
  /** Private targets that webhook blocks may reach. */
  readonly egressAllow?: string;
  readonly egress?: Egress;
  /** Hears what each commit owes to hooks. */
  readonly offerDeliveries?: (writes: HookWrites) => void;
  readonly forgetDeliveries?: (conversationId: number) => void;
}

/** The whole product without a listening socket: time and chance are the test's. */
export interface TestProduct {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: HandClock;
  readonly features: Features;
  readonly files: FileStore;
  readonly app: FastifyInstance;
  readonly streams: LiveStreams;
  readonly workspace: Workspace;
  readonly admin: AgentRecord;
  readonly bot: BotRecord;
  readonly channel: ChannelRecord;
  /** What was reported as ours to mend; `close` fails when there is any left. */
  readonly reports: unknown[];
  /** Starts to perform what is owed. */
  startWorkers(): TaskLoop;
  visitor(key: string, more?: Partial<VisitorContext>): VisitorContext;
  say(key: string, text: string, more?: Partial<VisitorMessage>): Promise<number>;
  /** What a conversation says, in order: `bot: …`, `customer: …`, `[assign]`. */
  transcript(conversationId: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

const startMs = Date.UTC(2026, 10, 21, 12);

/** Opens a product with one workspace, one published bot and one web channel. */
export async function openTestProduct(options: TestProductOptions = {}): Promise<TestProduct> {
  const folder = mkdtempSync(join(tmpdir(), "parley-test-"));
  const clock = createHandClock(startMs);
  const chance = createCountedChance();
  const reports: unknown[] = [];
  const report = (error: unknown) => void reports.push(error);
  const bare =
    options.store === "sqlite"
      ? openSqliteStore({ file: join(folder, "parley.db"), clock })
      : openMemoryStore({ clock });
  const store = options.wrapStore?.(bare) ?? bare;
  const hub = options.wrapHub?.(createMemoryHub(report)) ?? createMemoryHub(report);
  const kept = await createFolderFiles({ folder: join(folder, "files"), clock, chance });
  const files = options.wrapFiles?.(kept) ?? kept;
  const key = new Uint8Array(32).fill(7);
  let wake: (dueMs: number) => void = () => {};
  const features = createFeatures({
    ...{ store, hub, clock, chance, files, key },
    publicUrl: () => publicUrl,
    hookRenderer: createHookRenderer(() => publicUrl),
    wakeWorkers: (dueMs) => wake(dueMs),
    ...(options.offerDeliveries && { offerDeliveries: options.offerDeliveries }),
    ...(options.forgetDeliveries && { forgetDeliveries: options.forgetDeliveries }),
  });
  const doors = await openDoors(
    { ...{ store, hub, clock, chance, files, key, features, report } },
    options,
  );
  const seeded = await seed({ store, clock, chance, features }, options);
  const allow = parseAllowList(options.egressAllow ?? "").rules;
  const egress = options.egress ?? createEgress({ allow });
  const loops: TaskLoop[] = [];
  return {
    ...{ store, hub, clock, features, files, ...doors, ...seeded, reports },
    startWorkers: () => {
      const performers = createPerformers({ ...features, clock, egress });
      const loop = startTaskLoop({ store, clock, performers, report });
      wake = loop.wake;
      loops.push(loop);
      return loop;
    },
    ...conversing(features, store, seeded.channel),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.stop(0)));
      doors.streams.closeAll();
      await doors.app.close();
      await features.mailbox.idle();
      await egress.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
      if (reports.length > 0) throw new Error("The product reported errors.", { cause: reports });
    },
  };
}

/** The address that the test product says it has. */
export const publicUrl = "https://chat.example.org";

const defaultBlocks = {
  hello: {
    kind: "ask_text",
    params: { text: "Your name?", field: "name" },
    next: { success: "thanks" },
  },
  thanks: { kind: "send_text", params: { text: "Thanks, @name" } },
};

/** A flow file of these blocks, which starts at the first one. */
export function flowFile(
  blocks: { readonly [id: string]: unknown },
  rest: { readonly [key: string]: unknown } = {},
): FlowDocument {
  const [start] = Object.keys(blocks);
  return FlowDocument.parse({ format: 1, name: "Test bot", start, blocks, ...rest });
}

type Parts = Parameters<typeof createFeatures>[0];

async function seed(
  ports: Pick<Parts, "store" | "clock" | "chance"> & { readonly features: Features },
  { blocks = defaultBlocks, flow }: TestProductOptions,
) {
  const { workspace, admin } = await foundWorkspace(ports, "Acme");
  const { bots, channels } = ports.features;
  const draft = await bots.create(workspace.id, flowFile(blocks, flow));
  const bot = await bots.publish(draft, "first");
  const { channel } = await channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  return { workspace, admin, bot, channel };
}

async function openDoors(
  parts: Omit<Parts, "publicUrl" | "wakeWorkers" | "hookRenderer"> & {
    readonly features: Features;
    readonly report: (error: unknown) => void;
  },
  { hasRates = false, places }: TestProductOptions,
) {
  const { store, hub, clock, chance, features, files, key, report } = parts;
  const app = createApp({ report, trustedProxies: [] });
  const streams = createLiveStreams({ ...features, store, hub, clock, report });
  const chat = {
    ...{ store, clock, chance, streams, channels: features.channels, visitors: features.visitors },
    ...{ read: features.read, turns: features.visitorTurns, publicUrl: () => publicUrl },
    ...{ ...createWebchatBuckets(clock, hasRates), ...places },
  };
  serveWebchat(app, chat);
  const bundles = readChatBundles("/nowhere");
  servePages(app, { ...chat, flows: features.flows, bundles });
  const fileUrls = createFileUrls({ path: "/webchat/files/", signingKey: key, clock });
  await app.register((scope) => serveFiles(scope, { ...chat, files, fileUrls }));
  return { app, streams };
}

function conversing(
  { visitorTurns }: Features,
  store: Store,
  channel: ChannelRecord,
): Pick<TestProduct, "visitor" | "say" | "transcript"> {
  const visitor: TestProduct["visitor"] = (visitorKey, more) => ({
    ...{ channel, visitorKey, mayBegin: true, customData: {}, facts: {} },
    ...more,
  });
  return {
    visitor,
    say: async (key, text, more) => {
      const outcome = await visitorTurns.say(visitor(key), {
        message: { type: "text", text },
        ...more,
      });
      if (outcome.kind === "taken" || outcome.kind === "repeated") return outcome.conversation.id;
      throw new Error(`The visitor was not heard: ${outcome.kind}.`);
    },
    transcript: async (conversationId) => {
      const entries = await store.entries({ conversationId, limit: 1000 });
      return entries.map(({ entry }) => {
        if ("action" in entry) return `[${entry.action}]`;
        const { message } = entry;
        const words = "text" in message ? message.text : message.type;
        return `${entry.author.kind}: ${words}`;
      });
    },
  };
}
