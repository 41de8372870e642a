import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { program, testSettings } from "./cli/testing/run-parley.ts";
import { mostConnections } from "./most-connections.ts";

const limits = (soft: string) => () =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${soft}                 524288               files\n`;

test.each([
  ["256", 192],
  ["1024", 768],
  ["524288", 523_264],
  ["unlimited", null],
])("of %s files that may be open, connections take %s", (soft, most) => {
  expect(mostConnections(limits(soft))).toBe(most);
});

test("a system that does not tell sets no limit", () => {
  expect(mostConnections(() => "")).toBeNull();
});

/** A server in a process that may open 256 files. */
async function startNarrow(): Promise<{ readonly url: string; readonly opsUrl: string }> {
  const folder = mkdtempSync(join(tmpdir(), "parley-narrow-"));
  const command = ["-c", 'ulimit -n 256 && exec "$0" "$@"', process.execPath, program];
  const child = spawn("sh", [...command, "--data", folder, "serve"], {
    env: { ...testSettings, PARLEY_EXIT_WITH_PARENT: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith("Parley is ready")) break;
  return JSON.parse(readFileSync(join(folder, "server.json"), "utf8"));
}

test.skipIf(process.platform !== "linux")(
  "connections that send nothing leave room for the operations port",
  async () => {
    const { url, opsUrl } = await startNarrow();
    const { hostname, port } = new URL(url);
    let closed = 0;
    const idle = Array.from({ length: 300 }, () => connect(Number(port), hostname));
    for (const socket of idle) socket.on("error", () => {}).on("close", () => (closed += 1));
    onTestFinished(() => {
      for (const socket of idle) socket.destroy();
    });
    await expect.poll(() => closed).toBeGreaterThanOrEqual(300 - 192);
    for (let n = 0; n < 3; n += 1) {
      const answer = await fetch(`${opsUrl}/readyz`, { headers: { connection: "close" } });
      expect(answer.status).toBe(200);
    }
  },
);
