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

/** Starts the product on a fresh data folder. */
export async function startProduct(settings: Settings = {}): Promise<Product> {
  return start(mkdtempSync(join(tmpdir(), "parley-e2e-")), "0", settings);
}

async function start(dataFolder: string, port: string, settings: Settings): Promise<Product> {
  const child = spawn(process.execPath, ["packages/server/bin/parley.mjs", "serve"], {
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
    restart: () => start(dataFolder, new URL(url).port, settings),
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
