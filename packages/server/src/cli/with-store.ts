import { existsSync } from "node:fs";
import type { Command } from "commander";
import { consoleActor } from "../features/audit/acting.ts";
import { auditingStore } from "../features/audit/auditing-store.ts";
import { databaseFile, openStoreAsItIs } from "../open-store.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type { Workspace } from "../ports/records.ts";
import type { Store } from "../ports/store.ts";
import { createSystemChance, systemClock } from "../system-ports.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { requireOwnFiles } from "./file-access.ts";
import { settingsOf } from "./settings-of.ts";

/** An installation, opened for the length of one command. */
export interface Opened {
  readonly folder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly workspace: Workspace;
}

/** Opens the installation of a command's data folder, also beside its running server, and closes it again. */
export async function withStore<T>(
  command: Command,
  context: CommandContext,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const folder = settingsOf(command, context).dataFolder;
  requireOwnFiles(folder);
  requireDatabase(folder);
  const acting = { present: () => consoleActor };
  const store = auditingStore(await openStoreAsItIs(folder, systemClock), {
    acting,
    clock: systemClock,
  });
  try {
    const workspace = await firstWorkspace(store, folder);
    return await use({
      ...{ folder, store, workspace },
      ...{ clock: systemClock, chance: createSystemChance() },
    });
  } finally {
    await store.close();
  }
}

/** Ends the command when the folder holds no database: a mistyped `--data` must not make one. */
function requireDatabase(folder: string): void {
  if (existsSync(databaseFile(folder))) return;
  throw new CommandFailure(
    `There is no Parley database in ${folder}. Name its folder with --data, or start Parley there once: npx parley serve`,
  );
}

async function firstWorkspace(store: Store, folder: string): Promise<Workspace> {
  const [workspace] = await store.workspaces();
  if (workspace) return workspace;
  throw new CommandFailure(
    `${folder} is not set up yet. Start Parley there once, and try again when it is ready: npx parley serve`,
  );
}
