import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { openStore } from "./open-store.ts";
import { systemClock } from "./system-ports.ts";

/** Files of this process that have lost their names, as SQLite's temporary ones do once they are open. */
const openFiles = () =>
  readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });

// Other systems do not tell which files a process has open.
test.runIf(process.platform === "linux")(
  "what SQLite puts aside lies in the data folder, the only place that surely can be written",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "parley-aside-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    vi.stubEnv("SQLITE_TMPDIR", "");
    onTestFinished(() => void vi.unstubAllEnvs());
    const store = await openStore(folder, systemClock);
    onTestFinished(() => store.close());
    const db = new DatabaseSync(":memory:");
    onTestFinished(() => db.close());
    db.exec("CREATE TEMP TABLE big AS SELECT zeroblob(10000000) AS bytes");
    const aside = openFiles().filter((path) => path.includes("/etilqs_"));
    expect(aside).toEqual([expect.stringContaining(`${folder}/etilqs_`)]);
  },
);
