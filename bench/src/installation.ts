import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverFlags } from "../../scripts/server-flags.mjs";
import { type Child, startChild } from "./child.ts";

const program = "packages/server/bin/parley.mjs";

/** A data folder with one bot on one web channel and an API token, to be served and thrown away. */
export interface Installation {
  readonly folder: string;
  readonly channelToken: string;
  readonly botId: number;
  readonly apiToken: string;
  serve(nodeArgs?: readonly string[]): Promise<Child>;
  remove(): void;
}

/** Sets up an installation that serves a flow file. */
export async function install(flowFile: string): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const env = {
    PARLEY_DATA: folder,
    PARLEY_PORT: "0",
    PARLEY_OPS_PORT: "0",
    PARLEY_DEMO: "off",
    PARLEY_RATE_LIMITS: "off",
    PARLEY_EGRESS_ALLOW: "127.0.0.1",
  };
  const serve = (nodeArgs: readonly string[] = []) =>
    startChild([...serverFlags(), ...nodeArgs, program, "serve"], env);
  // The first start makes the workspace that commands work in.
  await (await serve()).stop();
  const imported = JSON.parse(
    parley(env, ["bot", "import", flowFile, "--publish", "--channel", "landbot"]),
  ) as { bot_id: number; channel_token: string };
  return {
    folder,
    channelToken: imported.channel_token,
    botId: imported.bot_id,
    apiToken: parley(env, ["token", "create", "--name", "bench"]).trim(),
    serve,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a command of the product and gives what it prints. */
function parley(env: Readonly<Record<string, string>>, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`parley ${args.join(" ")} failed:\n${stderr}`);
  return stdout;
}

/** Writes a flow file and gives its path. */
export function writeFlowFile(folder: string, name: string, flow: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(flow));
  return file;
}

/** Reads a flow of the repository. */
export function readFlowFile(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join("flows", name), "utf8")) as Record<string, unknown>;
}
