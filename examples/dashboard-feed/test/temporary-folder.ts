import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder, removed when `atEnd` says so. */
export function temporaryFolder(atEnd: (remove: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "dashboard-feed-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
