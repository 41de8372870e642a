import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseFileKey } from "./file-key.ts";
import { type FolderLayout, METADATA } from "./folder-layout.ts";
import { orIfMissing } from "./or-if-missing.ts";

/**
 * Removes what a crash has left under way for longer than any save takes. Looks at that one folder only: a file's
 * description leaves it last, so as long as it lies there the bytes, wherever they got to, belong to nothing.
 */
export async function removeLeftovers(layout: FolderLayout, beforeMs: number): Promise<void> {
  for (const name of await readdir(layout.incoming)) {
    const path = join(layout.incoming, name);
    // Another process may have finished with it by now.
    const found = await orIfMissing(undefined, () => stat(path));
    if (found !== undefined && found.mtimeMs < beforeMs) await removeLeftover(layout, name, path);
  }
}

async function removeLeftover(layout: FolderLayout, name: string, path: string): Promise<void> {
  const key = name.endsWith(METADATA) ? parseFileKey(name.slice(0, -METADATA.length)) : undefined;
  if (key !== undefined) await rm(layout.data(key), { force: true });
  await rm(path, { recursive: true, force: true });
}
