import { type ChildProcess, spawn } from "node:child_process";
import type { WriteTurnsOptions } from "./write-turns.ts";

/** One answered turn, as the child printed it. */
export interface Acknowledgement {
  readonly id: number;
  readonly revision: number;
  readonly result: string;
}

export interface RunningWriter {
  readonly child: ChildProcess;
  /** What has been printed so far. */
  readonly lines: () => readonly Acknowledgement[];
  readonly exited: Promise<void>;
}

/** Runs `writeTurns` in a process of its own, under `wrapper` when one is given (strace and its arguments). */
export function runWriter(
  options: WriteTurnsOptions,
  wrapper: readonly string[] = [],
): RunningWriter {
  const script = new URL("./write-turns.ts", import.meta.url).href;
  const code = `import { writeTurns } from ${JSON.stringify(script)};
    await writeTurns(${JSON.stringify(options)});`;
  const command = [...wrapper, process.execPath, "--input-type=module", "-e", code];
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed += chunk;
  });
  return {
    child,
    lines: () => acknowledgements(printed),
    exited: new Promise((resolve) => {
      child.once("close", () => resolve());
    }),
  };
}

/** A line without its end was cut off by a kill: it was not acknowledged. */
const acknowledgements = (printed: string): Acknowledgement[] =>
  printed
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [id, revision, result = ""] = line.split(" ");
      return { id: Number(id), revision: Number(revision), result };
    });
