import process, { env } from "node:process";
import { runService } from "@parley/hook-receiver/run-service";
import { readConfig } from "./config.ts";
import { createService } from "./create-service.ts";
import { createParley } from "./parley.ts";

await runService("The help desk", async () => {
  const config = readConfig(env);
  const service = await createService({
    ...config,
    parley: createParley(config),
    complain: (line) => void process.stderr.write(`${line}\n`),
    nowMs: () => Date.now(),
  });
  return { listening: config, service };
});
