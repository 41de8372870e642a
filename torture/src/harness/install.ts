import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { FlowDocument } from "../../../packages/flow/src/index.ts";
import { createHookRenderer } from "../../../packages/server/src/channels/hook-renderer.ts";
import { foundWorkspace } from "../../../packages/server/src/features/accounts/agents.ts";
import {
  createFeatures,
  type Features,
} from "../../../packages/server/src/features/create-features.ts";
import { createFolderFiles } from "../../../packages/server/src/files/folder-files.ts";
import { createMemoryHub } from "../../../packages/server/src/hubs/memory/create-memory-hub.ts";
import { readInstallationKey } from "../../../packages/server/src/installation-key.ts";
import type { Store } from "../../../packages/server/src/ports/store.ts";
import { openSqliteStore } from "../../../packages/server/src/stores/sqlite/open-sqlite-store.ts";
import { createSystemChance, systemClock } from "../../../packages/server/src/system-ports.ts";

/** The database of a data folder. */
export const databaseFile = (folder: string): string => join(folder, "parley.db");

/** What the doors of an installation need to be told. */
export interface Installation {
  readonly folder: string;
  readonly botId: number;
  readonly channelId: number;
  readonly channelToken: string;
  readonly apiToken: string;
}

/** The real store and the real features on a data folder, without a server around them. */
export interface OpenedFolder {
  readonly store: Store;
  readonly features: Features;
}

/** Opens a data folder as the server would, in this process. */
export async function openFolder(folder: string): Promise<OpenedFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const clock = systemClock;
  const chance = createSystemChance();
  const store = openSqliteStore({ file: databaseFile(folder), clock });
  const hub = createMemoryHub((error) => {
    throw error;
  });
  const features = createFeatures({
    ...{ store, hub, clock, chance },
    files: await createFolderFiles({ folder: join(folder, "files"), clock, chance }),
    key: readInstallationKey(folder),
    publicUrl: () => "http://127.0.0.1:1",
    hookRenderer: createHookRenderer(() => "http://127.0.0.1:1"),
    wakeWorkers: () => {},
  });
  return { store, features };
}

/** Sets a new installation up: a workspace, a token, a published bot, a web channel. */
async function setUp(
  { store, features }: OpenedFolder,
  folder: string,
  flow: object,
): Promise<Installation> {
  const ports = { store, clock: systemClock, chance: createSystemChance() };
  const { workspace, admin } = await foundWorkspace(ports, "Torture");
  const workspaceId = workspace.id;
  const token = await features.tokens.create({ workspaceId, agentId: admin.id, name: "torture" });
  const draft = FlowDocument.parse(flow);
  const bot = await features.bots.publish(await features.bots.create(workspaceId, draft), "");
  const { channel } = await features.channels.create({
    ...{ workspaceId, name: "Torture", type: "landbot", botId: bot.id },
  });
  const { id: channelId, token: channelToken } = channel;
  return { folder, botId: bot.id, channelId, channelToken, apiToken: token.secret };
}

/** Makes an installation in a new folder and lets go of it. */
export async function install(folder: string, flow: object): Promise<Installation> {
  const opened = await openFolder(folder);
  try {
    return await setUp(opened, folder, flow);
  } finally {
    await opened.store.close();
  }
}
