import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Clock } from "./ports/clock.ts";
import type { Store } from "./ports/store.ts";
import { openSqliteStore } from "./stores/sqlite/open-sqlite-store.ts";

/**
 * Opens the store of a data folder for its server, and brings it up to date, which it tells. Refuses a half restored
 * folder.
 */
export async function openStore(
  dataFolder: string,
  clock: Clock,
  tell: (about: string, facts: { readonly from: number; readonly to: number }) => void = () => {},
): Promise<Store> {
  refuseHalfRestored(dataFolder);
  keepTemporaryFilesIn(dataFolder);
  return openSqliteStore({
    file: databaseFile(dataFolder),
    clock,
    onMigrated: (change) => tell(change.from === 0 ? "database made" : "database migrated", change),
  });
}

/**
 * Opens the store for a command, which may run beside a server of an older version and must not change the database
 * beneath it: refuses what is not of this version's schema.
 */
export async function openStoreAsItIs(dataFolder: string, clock: Clock): Promise<Store> {
  refuseHalfRestored(dataFolder);
  keepTemporaryFilesIn(dataFolder);
  return openSqliteStore({ file: databaseFile(dataFolder), clock, isAsItIs: true });
}

/**
 * What SQLite puts aside for a while, when it sorts much or changes the schema, stays in the folder that is private and
 * can be written: all other places may be read-only, as in a container. SQLite looks nowhere but in the environment.
 */
function keepTemporaryFilesIn(dataFolder: string): void {
  // biome-ignore lint/style/noProcessEnv: SQLite reads no other setting.
  process.env.SQLITE_TMPDIR ||= resolve(dataFolder);
}

function refuseHalfRestored(dataFolder: string): void {
  if (existsSync(restoreFolder(dataFolder)))
    throw new Error(
      `A restore of ${dataFolder} did not finish: run it again (npx parley restore … --replace).`,
    );
}

/** The database file of a data folder. */
export const databaseFile = (dataFolder: string): string => join(dataFolder, "parley.db");

/** Where a restore prepares the data; stands in the data folder for as long as it is not complete. */
export const restoreFolder = (dataFolder: string): string => join(dataFolder, "restoring");
