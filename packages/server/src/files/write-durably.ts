import { mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Writes a new file, readable by its owner alone, and waits until its bytes are on the disk. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

/** Waits until the names in a folder are on the disk: what was made, renamed or removed in it survives a crash. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}

/** Makes a folder, and those above it, so that they survive a crash; leaves one that is there. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const above = dirname(first);
  for (let made = resolve(path); made !== above; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}
