import process, { env } from "node:process";
import { runService } from "@parley/hook-receiver/run-service";
import { readConfig } from "./config.ts";
import { createService } from "./create-service.ts";
import { openCounts } from "./open-counts.ts";

await runService("The dashboard", async () => {
  const config = readConfig(env);
  const service = createService({
    ...config,
    counts: openCounts(config.dataFolder),
    complain: (line) => void process.stderr.write(`${line}\n`),
    nowMs: () => Date.now(),
  });
  return { listening: config, service };
});
