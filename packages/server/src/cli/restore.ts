import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { consoleActor } from "../features/audit/acting.ts";
import { deed } from "../features/audit/deed.ts";
import { tellDeed } from "../features/audit/tell-deed.ts";
import { openStore, restoreFolder } from "../open-store.ts";
import type { IdKind, RecordWrite } from "../ports/store.ts";
import { systemClock } from "../system-ports.ts";
import { type BackupManifest, readManifest } from "./backup-manifest.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { copyHashed } from "./copy-hashed.ts";
import { claimFolder, findServer } from "./pid-file.ts";
import { settingsOf } from "./settings-of.ts";
import { syncFolders } from "./sync-folders.ts";

/** `parley restore`: puts a backup into a data folder that no server uses. Nothing is deleted. */
export const restore: AddCommand = (parent, context) => {
  parent
    .command("restore")
    .description("Put a backup into the data folder")
    .argument("<backup>", "the folder that `parley backup` made")
    .option("--replace", "move what is in the data folder aside first")
    .action(async (given: string, options: { replace?: boolean }, command: Command) => {
      const backup = resolve(given);
      const { dataFolder } = settingsOf(command, context);
      const manifest = readManifest(backup);
      refuseForeignServer(dataFolder);
      const claimed = claimFolder(dataFolder);
      try {
        const present = contents(dataFolder);
        if (present.length > 0 && !options.replace) throw new CommandFailure(notEmpty(dataFolder));
        await stage(backup, manifest, restoreFolder(dataFolder));
        const aside = putInPlace(dataFolder, present);
        context.print(`${dataFolder} is as it was at ${manifest.madeAt}.`);
        context.print(
          "Everybody signs in to the Studio again; open invitations have to be made anew.",
        );
        if (aside !== null) context.print(`What was there before is in ${aside}.`);
      } finally {
        claimed.release();
      }
    });
};

/**
 * How many numbers of each kind are passed over. After the backup more may have been given, and other people's
 * systems remember them: none of them may ever mean somebody else.
 */
const passedOver: { readonly [K in IdKind]: number } = {
  workspace: 100,
  agent: 1_000,
  token: 10_000,
  bot: 10_000,
  channel: 10_000,
  customer: 1_000_000,
  hook: 10_000,
  comment: 100_000,
  "flow-test": 100_000,
};

// Its keys are all there are.
const idKinds = Object.keys(passedOver) as IdKind[];

/** Sessions may have been ended after the backup, codes used, invitations revoked: none of them opens anything. */
const endAccess: RecordWrite = {
  kind: "prune-access",
  endedMs: Number.MAX_SAFE_INTEGER,
  unusedSinceMs: Number.MAX_SAFE_INTEGER,
};

function refuseForeignServer(folder: string): void {
  const server = findServer(folder);
  if (!server || server.isHere) return;
  throw new CommandFailure(
    `A server on the host ${server.host} uses ${folder}. Stop it; if that host is gone, remove ${join(folder, "server.json")}.`,
  );
}

const notEmpty = (folder: string): string =>
  `${folder} is not empty. Restore into another folder (--data DIR), or add --replace to move what is there aside.`;

const asidePrefix = "before-restore-";

const contents = (folder: string): readonly string[] =>
  readdirSync(folder).filter(
    (name) => !/^server\.json/.test(name) && name !== "restoring" && !name.startsWith(asidePrefix),
  );

/** Copies the backup next to its place, and proves that it is whole and sound before anything is moved. */
async function stage(backup: string, manifest: BackupManifest, staging: string): Promise<void> {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o700 });
  try {
    for (const { path, bytes, sha256 } of manifest.files) {
      const copied = await copyHashed(join(backup, path), join(staging, path));
      if (copied.bytes !== bytes || copied.sha256 !== sha256)
        throw new CommandFailure(`${join(backup, path)} has changed since the backup was made.`);
    }
    await proveAndPassOver(staging, manifest);
    syncFolders(staging);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

async function proveAndPassOver(
  staging: string,
  { madeAt }: Pick<BackupManifest, "madeAt">,
): Promise<void> {
  const store = await openStore(staging, systemClock);
  try {
    const { faults } = await store.report();
    if (faults.length > 0)
      throw new CommandFailure(`The backup's database is not sound:\n  ${faults.join("\n  ")}`);
    for (const kind of idKinds) await store.reserveIds(kind, passedOver[kind]);
    const lines = (await store.workspaces()).map(({ id, name }) =>
      deed(id, `workspace ${id}`, name)("backup.restored", { made_at: madeAt }),
    );
    await tellDeed({ store, clock: systemClock }, consoleActor, ...lines);
    await store.commit({ records: [endAccess] });
  } finally {
    await store.close();
  }
}

/** Moves names only. Until the staging folder is gone, a server refuses to start on what is half done. */
function putInPlace(folder: string, present: readonly string[]): string | null {
  const staging = restoreFolder(folder);
  const stamp = new Date().toISOString().replaceAll(":", "-");
  const aside = present.length > 0 ? join(folder, `${asidePrefix}${stamp}`) : null;
  if (aside !== null) {
    mkdirSync(aside, { mode: 0o700 });
    for (const name of present) renameSync(join(folder, name), join(aside, name));
  }
  for (const name of readdirSync(staging)) renameSync(join(staging, name), join(folder, name));
  syncFolders(folder);
  rmdirSync(staging);
  syncFolders(folder);
  return aside;
}
