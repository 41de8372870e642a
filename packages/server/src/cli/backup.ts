import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config.ts";
import type { Facts } from "../create-log.ts";
import { consoleActor } from "../features/audit/acting.ts";
import { deed } from "../features/audit/deed.ts";
import { tellDeed } from "../features/audit/tell-deed.ts";
import { databaseFile } from "../open-store.ts";
import type { Store } from "../ports/store.ts";
import { systemClock } from "../system-ports.ts";
import { type BackupManifest, manifestName } from "./backup-manifest.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { type Copied, copyHashed, hashFile } from "./copy-hashed.ts";
import { settingsOf } from "./settings-of.ts";
import { syncFolders } from "./sync-folders.ts";
import { withStore } from "./with-store.ts";

/** `parley backup`: a consistent copy of an installation, also while it serves. It gets its name when it is complete. */
export const backup: AddCommand = (parent, context) => {
  parent
    .command("backup")
    .description("Copy the installation to a new folder: database, key and files")
    .argument("<folder>", "a folder that is not there yet, or empty")
    .action((given: string, _: unknown, command: Command) =>
      withStore(command, context, async ({ folder, store }) => {
        const target = resolve(given);
        requireNew(target);
        const partial = `${target}.${process.pid}.partial`;
        await tellBackup(store);
        try {
          const { files } = await fill(partial, folder, store);
          // Replaces an empty folder.
          renameSync(partial, target);
          syncFolders(target);
          const bytes = files.reduce((sum, it) => sum + it.bytes, 0);
          context.print(`${target}: ${files.length} files, ${bytes} bytes`);
          await logBackup(settingsOf(command, context), { to: target, files: files.length, bytes });
        } finally {
          rmSync(partial, { recursive: true, force: true });
        }
      }),
    );
};

/** For whoever reads the logs of what runs by itself at night. Only where it is wanted are the server's libraries loaded. */
async function logBackup({ logLevel }: Config, facts: Facts): Promise<void> {
  if (logLevel !== "info" && logLevel !== "debug") return;
  const { createLog } = await import("../create-log.ts");
  createLog(logLevel).tell("backup made", facts);
}

/** All that every workspace has leaves. The copy holds these lines too. */
async function tellBackup(store: Store): Promise<void> {
  const lines = (await store.workspaces()).map(({ id, name }) =>
    deed(id, `workspace ${id}`, name)("backup.made"),
  );
  await tellDeed({ store, clock: systemClock }, consoleActor, ...lines);
}

function requireNew(target: string): void {
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory() && readdirSync(target).length === 0) return;
  throw new CommandFailure(
    `${target} is there already. A backup goes to a new folder, such as ${target}-2.`,
  );
}

/** The database first: a file is stored before the entry that names it, so the copy lacks none that it names. */
async function fill(target: string, folder: string, store: Store): Promise<BackupManifest> {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const database = databaseFile(target);
  await store.backup(database);
  await chmod(database, 0o600);
  const files = [{ path: "parley.db", ...(await hashFile(database)) }];
  for (const path of companions(folder)) {
    const copied = await copyIfThere(join(folder, path), join(target, path));
    if (copied) files.push({ path, ...copied });
  }
  const { engine, version, schema } = await store.settings();
  const manifest: BackupManifest = {
    format: 1,
    madeAt: new Date().toISOString(),
    store: { engine, version, schema },
    files,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(target, manifestName), text, { mode: 0o600, flag: "wx", flush: true });
  return manifest;
}

/** What belongs to the database: the key that opens its resume addresses, visitors' files, the demo's own. */
function companions(folder: string): readonly string[] {
  const found = globSync(
    ["installation.key", "payment-desk.token", "payment-desk/**", "files/*/**"],
    {
      cwd: folder,
      withFileTypes: true,
    },
  );
  return found
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(resolve(folder).length + 1))
    .map((path) => path.replaceAll(sep, "/"))
    .filter((path) => !path.startsWith("files/incoming/"))
    .sort();
}

/** A customer may be erased meanwhile: their files need not be there any more. */
async function copyIfThere(from: string, to: string): Promise<Copied | null> {
  try {
    return await copyHashed(from, to);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
