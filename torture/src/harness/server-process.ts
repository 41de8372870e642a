import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startProgram } from "./run-program.ts";

/** Where the server under test listens, over all its lives. */
export interface Place {
  readonly folder: string;
  readonly port: number;
  readonly opsPort: number;
  /** What the server says on its standard error, over all its lives. */
  readonly logFile: string;
  /** The outside services that flows and hooks may reach. */
  readonly outsidePorts: readonly number[];
}

/** One life of the server under test. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** Resolves with the milliseconds from the start until `/readyz` said so; rejects when it never did. */
  ready(mostMs: number): Promise<number>;
  /** Kills it, at once. */
  kill(): Promise<void>;
  /** Asks it to end, and kills it when it takes longer than 15 s. */
  stop(): Promise<void>;
  readonly hasEnded: () => boolean;
  readonly complaints: () => string;
}

/** How a life differs from an ordinary one. */
export interface LifeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A program before Node, such as strace with its arguments; it must run the server as its child. */
  readonly prefix?: readonly string[];
}

const program = fileURLToPath(new URL("../../../packages/server/bin/parley.mjs", import.meta.url));
const pollMs = 20;
const stopWithinMs = 15_000;

/** The address that visitors and services reach the server by. */
export const urlOf = ({ port }: Place): string => `http://127.0.0.1:${port}`;

/** Starts the server on a data folder. */
export function startServer(
  place: Place,
  { env = {}, prefix = [] }: LifeOptions = {},
): ServerProcess {
  const [first = process.execPath, ...rest] = [...prefix, process.execPath, program, "serve"];
  const beganMs = performance.now();
  const settings = { ...settingsFor(place), ...env };
  const child = startProgram([first, ...rest], settings, "pipe");
  let complaints = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    appendFileSync(place.logFile, text);
    complaints = (complaints + text).slice(-4000);
  });
  const exited = once(child, "exit");
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const signal = (name: NodeJS.Signals) => {
    // strace ends with its child; killed itself it would leave the server running.
    for (const pid of prefix.length > 0 ? childrenOf(child.pid) : [child.pid])
      if (pid !== undefined && !hasEnded()) process.kill(pid, name);
  };

  return {
    child,
    hasEnded,
    complaints: () => complaints,
    ready: async (mostMs) => {
      while (performance.now() - beganMs < mostMs && !hasEnded()) {
        if (await isReady(place.opsPort)) return performance.now() - beganMs;
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
      throw new Error(`The server was not ready within ${mostMs} ms. ${complaints}`);
    },
    kill: async () => {
      signal("SIGKILL");
      await exited;
    },
    stop: async () => {
      signal("SIGTERM");
      const overdue = setTimeout(() => signal("SIGKILL"), stopWithinMs);
      await exited;
      clearTimeout(overdue);
    },
  };
}

const settingsFor = (place: Place) => ({
  PARLEY_PORT: String(place.port),
  PARLEY_OPS_PORT: String(place.opsPort),
  PARLEY_DATA: place.folder,
  PARLEY_DEMO: "off",
  PARLEY_RATE_LIMITS: "off",
  PARLEY_EGRESS_ALLOW: place.outsidePorts.map((port) => `127.0.0.1/32:${port}`).join(),
  PARLEY_EXIT_WITH_PARENT: "1",
});

async function isReady(opsPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${opsPort}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

function childrenOf(pid: number | undefined): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}
