import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { program, testSettings } from "./run-parley.ts";

/** A server in a process of its own. */
export interface StartedServer {
  readonly url: string;
  readonly pid: number;
  /** Every line it has printed until it was ready. */
  readonly lines: readonly string[];
  /** Everything it has printed so far, on both ways out. */
  printed(): string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  /** Closes its standard input, as the end of its parent would; gives the exit code when it ends. */
  leave(): Promise<number | null>;
}

/** Starts `parley serve` on a data folder and waits until it is ready. */
export async function startServer(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const child = spawn(process.execPath, [program, "--data", dataFolder, "serve"], {
    env: { ...testSettings, PARLEY_EXIT_WITH_PARENT: "1", ...settings },
    // The pipe closes with this process, however that ends.
    stdio: ["pipe", "pipe", "pipe"],
  });
  const [told, complained] = [collect(child.stdout), collect(child.stderr)];
  const exit = once(child, "exit").then(([code]: (number | null)[]) => code ?? null);
  const lastWord = once(child, "close");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const url = /^Parley is ready at (\S+)$/.exec(line)?.[1];
    if (url === undefined || child.pid === undefined) continue;
    child.stdout.resume();
    return {
      ...{ url, lines, pid: child.pid },
      printed: () => told() + complained(),
      stop: async () => {
        child.kill("SIGTERM");
        // What it said at its end may come after its exit.
        await lastWord;
        return exit;
      },
      leave: () => {
        child.stdin.end();
        return exit;
      },
      kill: async () => {
        child.kill("SIGKILL");
        await exit;
      },
    };
  }
  await exit;
  throw new Error(`The server did not start. ${complained()}`);
}

/** What a stream brings, so far. */
function collect(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  return () => text;
}
