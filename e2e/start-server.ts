import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The product as a stranger starts it: an empty data folder, the demo, free ports. */
export interface Product {
  readonly url: string;
  readonly chatUrl: string;
  readonly deskUrl: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Ends it as a service manager would. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  restart(): Promise<Product>;
}

type Settings = Readonly<Record<string, string>>;

/** Starts the product on a fresh data folder, with options for its Node where a test needs some. */
export async function startProduct(
  settings: Settings = {},
  nodeArgs: readonly string[] = [],
): Promise<Product> {
  return start(mkdtempSync(join(tmpdir(), "parley-e2e-")), "0", settings, nodeArgs);
}

async function start(
  dataFolder: string,
  port: string,
  settings: Settings,
  nodeArgs: readonly string[],
): Promise<Product> {
  const args = [...nodeArgs, "packages/server/bin/parley.mjs", "serve"];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      PARLEY_PORT: port,
      PARLEY_OPS_PORT: "0",
      PARLEY_DATA: dataFolder,
      PARLEY_LOG_LEVEL: "error",
      PARLEY_EXIT_WITH_PARENT: "1",
      ...settings,
    },
    // Its input closes with this process, even a killed one; "inherit" would keep the test run waiting for ever.
    stdio: ["pipe", "pipe", "pipe"],
  });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  child.stderr.pipe(process.stderr, { end: false });
  const lines = await linesUntilReady(child);
  const find = (pattern: RegExp) =>
    lines.map((line) => pattern.exec(line)?.[1]).find(Boolean) ?? "";
  const url = find(/Parley is ready at (\S+)/);
  const end = async (signal: NodeJS.Signals) => {
    process.removeListener("exit", killNow);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return {
    url,
    chatUrl: find(/(http:\S+\/v3\/\S+)/),
    deskUrl: find(/Approve or decline\s+(\S+)/),
    dataFolder,
    pid: child.pid ?? 0,
    stop: async () => {
      await end("SIGTERM");
      rmSync(dataFolder, { recursive: true, force: true });
    },
    kill: () => end("SIGKILL"),
    restart: () => start(dataFolder, new URL(url).port, settings, nodeArgs),
  };
}

async function linesUntilReady(child: ChildProcess): Promise<readonly string[]> {
  if (!child.stdout) return [];
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (!/Parley is ready at/.test(line)) continue;
    child.stdout.resume();
    return lines;
  }
  throw new Error(`Parley ended (${child.exitCode}) before it was ready:\n${lines.join("\n")}`);
}
