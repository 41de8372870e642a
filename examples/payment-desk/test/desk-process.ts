import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A desk in a process of its own, which can be killed. */
export interface DeskProcess {
  readonly url: string;
  readonly child: ChildProcess;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `src/main.ts` and waits for its ready line. */
export async function startDeskProcess(env: Record<string, string>): Promise<DeskProcess> {
  const main = join(import.meta.dirname, "../src/main.ts");
  const child = spawn(process.execPath, [main], {
    env: { DESK_PORT: "0", PARLEY_TOKEN: "secret", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  const url = /^Payment desk is ready at (\S+)\n$/.exec(String(line))?.[1];
  if (url === undefined) throw new Error(`No ready line: ${String(line)}`);
  return {
    url,
    child,
    async end(signal) {
      const exit = once(child, "exit");
      child.kill(signal);
      const [code] = await exit;
      return typeof code === "number" ? code : null;
    },
  };
}
