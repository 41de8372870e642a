import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The keeper in a process of its own, which can be killed. */
export interface KeeperProcess {
  readonly url: string;
  readonly port: string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `src/main.ts` and waits for its ready line. */
export async function startKeeper(env: Record<string, string>): Promise<KeeperProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../src/main.ts")], {
    env: { PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.resume();
  const exit = once(child, "exit");
  const [line] = await Promise.race([once(child.stdout, "data"), exit]);
  const url = /^The transcript keeper is ready at (\S+)\n$/.exec(String(line))?.[1];
  if (url === undefined) throw new Error(`No ready line: ${String(line)}`);
  return {
    url,
    port: new URL(url).port,
    async end(signal) {
      child.kill(signal);
      const [code] = await exit;
      return typeof code === "number" ? code : null;
    },
  };
}
