import childProcess from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import workerThreads, { type WorkerOptions } from "node:worker_threads";

/** A running watch over the threads and processes that this one begins. */
export interface ElsewhereWatch {
  /** The programs that were begun and watched, each as often as it was begun. */
  programs(): readonly string[];
  /** `program target` of every connection that one of them opened without being the egress. */
  strays(): readonly string[];
  stop(): void;
}

/**
 * Has every `Worker`, and every Node that `execFile` runs, load the watch over its own sockets before its program.
 * What they see stands in `file`. Not seen: a thread whose program is a text, which Node begins without loading
 * anything else first, and programs begun in other ways; only `files/`, `demo/` and `cli/` may begin one, and of
 * these the demo's desk and `ps` are no part of a server.
 */
export function watchElsewhere(file: string): ElsewhereWatch {
  const preload = (program: string): string[] => {
    const url = new URL("./report-sockets.ts", import.meta.url);
    url.searchParams.set("to", file);
    url.searchParams.set("program", basename(program));
    return ["--import", url.href];
  };
  const { Worker } = workerThreads;
  const { execFile } = childProcess;
  class WatchedWorker extends Worker {
    constructor(program: string | URL, options: WorkerOptions = {}) {
      const execArgv = [...(options.execArgv ?? []), ...preload(String(program))];
      super(program, { ...options, execArgv });
    }
  }
  function watchedExecFile(program: string, args: unknown, ...rest: readonly unknown[]): unknown {
    const isNode = program === process.execPath && Array.isArray(args);
    const all = isNode ? [...preload(String(args[0])), ...args] : args;
    return Reflect.apply(execFile, childProcess, [program, all, ...rest]);
  }
  set(WatchedWorker, watchedExecFile);

  const told = (): { readonly program: string; readonly target: string | null }[] => {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line));
  };
  return {
    programs: () => told().flatMap(({ program, target }) => (target === null ? [program] : [])),
    strays: () =>
      told().flatMap(({ program, target }) => (target === null ? [] : [`${program} ${target}`])),
    stop: () => set(Worker, execFile),
  };
}

/** Puts these where everybody who imports them by name finds them. */
function set(Worker: object, execFile: object): void {
  Reflect.set(workerThreads, "Worker", Worker);
  Reflect.set(childProcess, "execFile", execFile);
  syncBuiltinESMExports();
}
