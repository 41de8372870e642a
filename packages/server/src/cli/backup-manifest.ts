import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandFailure } from "./command-failure.ts";

/** What a backup holds, with the hash of each file. Written last: a folder without it is no backup. */
export const BackupManifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  store: z.strictObject({ engine: z.string(), version: z.string(), schema: z.int() }),
  /** Paths are relative, with `/` between names, and lead nowhere else. */
  files: z.array(
    z.strictObject({
      path: z.string().refine(staysInside, "This path leads out of the backup."),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** Names of files and folders one below the other, none of which leads up or to a root. */
function staysInside(path: string): boolean {
  return path.split("/").every((name) => /^[\w.-]+$/.test(name) && name !== "." && name !== "..");
}

export const manifestName = "manifest.json";

/** Reads the manifest of a backup. Ends the command when the folder is none. */
export function readManifest(folder: string): BackupManifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestName), "utf8");
  } catch {
    throw new CommandFailure(`${folder} is not a complete backup: it has no ${manifestName}.`);
  }
  const { data, error } = BackupManifest.safeParse(parsed(text));
  if (!data)
    throw new CommandFailure(
      `${join(folder, manifestName)} is damaged:\n${z.prettifyError(error)}`,
    );
  const names = new Set(data.files.map((it) => it.path));
  for (const needed of ["parley.db", "installation.key"])
    if (!names.has(needed)) throw new CommandFailure(`The backup ${folder} lacks ${needed}.`);
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
