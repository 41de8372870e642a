import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The demo's outside service, running beside the server. */
export interface Desk {
  readonly url: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(
  new URL("../../../../examples/payment-desk/src/main.ts", import.meta.url),
);
const startWithinMs = 10_000;

/**
 * Starts the payment desk as a process of its own: it is somebody else's server, even here. It ends with this
 * process, however that ends, because its standard input closes then.
 */
export async function startDesk(env: Readonly<Record<string, string>>): Promise<Desk> {
  const child = spawn(process.execPath, [program], {
    env: { ...env, DESK_EXIT_WITH_PARENT: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  child.on("error", (error) => {
    complaint += String(error);
  });
  const url = await Promise.race([readyUrl(child), failure(child)]);
  if (url === null) {
    child.kill("SIGKILL");
    throw new Error(`The payment desk did not start. ${complaint.trim()}`);
  }
  return { url, stop: () => stopChild(child) };
}

async function readyUrl(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = /is ready at (http:\/\/\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    // Nobody reads on; a full pipe would stop the desk.
    child.stdout.resume();
    return url;
  }
  return null;
}

async function failure(child: ChildProcess): Promise<null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), startWithinMs).unref();
  });
  return Promise.race([once(child, "exit").then(() => null), late]);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const exited = once(child, "exit");
  const overdue = setTimeout(() => child.kill("SIGKILL"), 3_000);
  await exited;
  clearTimeout(overdue);
}
