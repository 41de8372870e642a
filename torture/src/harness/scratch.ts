import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sharedMemory = "/dev/shm";

/** Makes a folder in memory where the system offers one: for files that are looked at once. */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(existsSync(sharedMemory) ? sharedMemory : tmpdir(), prefix));
}

/** Makes a folder on a disk. */
export function diskFolder(prefix: string): string {
  return mkdtempSync(join(tmpdir(), prefix));
}
