import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended and what it printed. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

const living = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** Starts a program that ends with this one; a server, whose `input` is a pipe, even with a killed one. */
export function startProgram(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
  input: "ignore" | "pipe" = "ignore",
): ChildProcess {
  // env(1) adds to what this process inherited and becomes the program: the pid is the program's.
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const child = spawn("env", [...settings, ...command], { stdio: [input, "pipe", "pipe"] });
  living.add(child);
  child.once("exit", () => living.delete(child));
  return child;
}

/** Runs a program to its end, or kills it after `mostMs`. */
export async function runProgram(
  command: readonly [string, ...string[]],
  mostMs: number,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  const beganMs = performance.now();
  const child = startProgram(command, env);
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-4000);
  });
  const overdue = setTimeout(() => child.kill("SIGKILL"), mostMs);
  await once(child, "close");
  clearTimeout(overdue);
  const ms = performance.now() - beganMs;
  return { code: child.exitCode, signal: child.signalCode, stdout, stderr, ms };
}
