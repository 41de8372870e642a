import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** A server that the bench has started and will end. */
export interface Child {
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  /** Milliseconds from the start of the process to its line "ready at". */
  readonly startMs: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program with this Node and waits for its line `… ready at <url>`. */
export async function startChild(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PARLEY_EXIT_WITH_PARENT: "1", ...env },
    // A server ends when its input closes: with this process, even a killed one.
    stdio: ["pipe", "pipe", "inherit"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = await readyUrl(child);
  const startMs = performance.now() - began;
  return {
    pid: child.pid ?? 0,
    url,
    port: Number(new URL(url).port),
    startMs,
    process: child,
    stop: async () => {
      process.removeListener("exit", kill);
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The program has no output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /ready at (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error(`The program ended (${child.exitCode}) before it was ready.`);
}

const pageBytes = 4096;

/** The memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * pageBytes;
}
