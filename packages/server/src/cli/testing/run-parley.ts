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
  return run({ env: { ...testSettings, ...settings } }, dataFolder, args);
}

/** The same as another user of the machine; `undefined`: as this one. */
export function runParleyAs(
  uid: number | undefined,
  dataFolder: string,
  ...args: readonly string[]
): Promise<Ended> {
  return run({ env: testSettings, ...(uid !== undefined && { uid }) }, dataFolder, args);
}

async function run(
  options: { readonly env: NodeJS.ProcessEnv; readonly uid?: number },
  dataFolder: string,
  args: readonly string[],
): Promise<Ended> {
  const child = spawn(process.execPath, [program, "--data", dataFolder, ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}
