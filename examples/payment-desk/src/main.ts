import process, { env } from "node:process";
import { type Config, readConfig } from "./config.ts";
import { startDesk } from "./start-desk.ts";

/** After this many milliseconds a stop no longer waits for slow connections. */
const STOP_MS = 5000;

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Payment desk: ${message}\n`);
  process.exit(1);
}

async function run(config: Config): Promise<void> {
  // A failed journal: those who wait get their 503 first, then a supervisor may start the desk afresh.
  const desk = await startDesk(config, (error) => setTimeout(fail, 100, error));
  const stop = (): void => {
    setTimeout(() => process.exit(0), STOP_MS).unref();
    desk.stop().then(() => process.exit(0), fail);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (config.exitWithParent) process.stdin.once("close", stop).resume();
  process.stdout.write(`Payment desk is ready at ${desk.url}\n`);
}

try {
  await run(readConfig(env));
} catch (error) {
  fail(error);
}
