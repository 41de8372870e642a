import { existsSync } from "node:fs";
import type { Config } from "../config.ts";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { foundWorkspace } from "../features/accounts/agents.ts";
import { setupCode } from "../features/accounts/setup-code.ts";
import { type Parley, type Prepare, startParley, tryPorts } from "../main.ts";
import { createSystemChance, systemClock } from "../system-ports.ts";
import { explainListening } from "./explain-listening.ts";
import { requireOwnFiles } from "./file-access.ts";
import { giveBackMemory } from "./give-back-memory.ts";
import { claimFolder } from "./pid-file.ts";

/** Starts the server, tells where everything is, and ends it on SIGTERM or Ctrl-C; asked to, with its parent. */
export async function serve(
  config: Config,
  print: (line: string) => void,
  endsWithParent: boolean,
): Promise<void> {
  let demo: Demo | null = null;
  const ports = { clock: systemClock, chance: createSystemChance() };
  const prepare: Prepare = async (ready) => {
    demo = config.hasDemo ? await startDemoOrTell({ ...ready, ...ports }, print) : null;
    if ((await ready.store.workspaces()).length === 0)
      await foundWorkspace({ ...ports, store: ready.store }, "My workspace");
    return { egressAllow: demo ? `127.0.0.1/32:${new URL(demo.deskUrl).port}` : "" };
  };
  // From the first moment: who reads that the server is ready may end it at once. A second signal does not wait.
  const told = endSignal(endsWithParent);
  requireOwnFiles(config.dataFolder);
  if (!existsSync(config.dataFolder))
    await tryPorts(config).catch((error) => Promise.reject(explainListening(error, config)));
  const folder = claimFolder(config.dataFolder);
  try {
    const parley = await startParley(config, prepare);
    folder.announce(parley);
    printWelcome(demo, print);
    await printSetup(parley, config, print);
    print(`Parley is ready at ${parley.url}`);
    void giveBackMemory();
    await told;
    print("Parley is ending: running turns finish, chats come back by themselves.");
    await parley.stop();
  } catch (error) {
    throw explainListening(error, config);
  } finally {
    await stopDemo(demo);
    folder.release();
    // An input that is still read would keep the process.
    if (endsWithParent) process.stdin.destroy();
  }
}

/** Until there is an owner, whoever reads this console can become one. */
async function printSetup(
  { url, features: { accounts } }: Parley,
  { publicUrl }: Config,
  print: (line: string) => void,
): Promise<void> {
  if (await accounts.setup.isDone()) return;
  print(`  Set up the Studio           ${publicUrl ?? url}/studio/set-up`);
  print(`  with the one-time code      ${setupCode(accounts.keys)}`);
}

async function startDemoOrTell(
  ports: Parameters<typeof startDemo>[0],
  print: (line: string) => void,
): Promise<Demo | null> {
  try {
    return await startDemo(ports);
  } catch (error) {
    // The demo is a guest: without it the product still runs.
    print(`The demo did not start: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function printWelcome(demo: Demo | null, print: (line: string) => void): void {
  if (demo) {
    print(`  Chat with the payment bot   ${demo.chatUrl}`);
    print(`  Approve or decline          ${demo.deskUrl}`);
    print(
      `  The bot may reach           ${new URL(demo.deskUrl).host} (demo entry of the allow-list)`,
    );
  }
  print("  Make an API token           npx parley token create --name me");
}

const stopDemo = async (demo: Demo | null): Promise<void> => demo?.desk.stop();

function endSignal(endsWithParent: boolean): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    if (endsWithParent) process.stdin.once("close", resolve).resume();
  });
}
