import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What a command that has ended left behind. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program, as `npx parley` starts it. */
export const program = fileURLToPath(new URL("../../../bin/parley.mjs", import.meta.url));

/** Settings of a test's own: nothing of the machine's, any free port, no demo. */
export const testSettings = {
  PATH: "/usr/bin:/bin",
  PARLEY_PORT: "0",
  PARLEY_OPS_PORT: "0",
  PARLEY_DEMO: "off",
} as const;

/** Runs one command to its end, in a process of its own. */
export function runParley(dataFolder: string, ...args: readonly string[]): Promise<Ended> {
  return runParleyWith({}, dataFolder, ...args);
}

/** The same under settings of its own. */
export function runParleyWith(
  settings: Readonly<Record<string, string>>,
  dataFolder: string,
  ...args: readonly string[]
): Promise<Ended> {
  return run([process.execPath], settings, [program, "--data", dataFolder, ...args]);
}

/**
 * The same without root's power over everybody's files. Not as another user, where this one is root: that one
 * might not reach the program itself, in a folder that is root's alone.
 */
export function runParleyAsNobodySpecial(
  dataFolder: string,
  ...args: readonly string[]
): Promise<Ended> {
  const isRoot = process.getuid?.() === 0;
  const powers = "-dac_override,-dac_read_search";
  const first = isRoot ? ["setpriv", `--inh-caps=${powers}`, `--bounding-set=${powers}`] : [];
  return run([...first, process.execPath], {}, [program, "--data", dataFolder, ...args]);
}

async function run(
  [command = "", ...before]: readonly string[],
  settings: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Ended> {
  const child = spawn(command, [...before, ...args], {
    env: { ...testSettings, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}
