import process, { env } from "node:process";
import { runService } from "@parley/hook-receiver/run-service";
import { readConfig } from "./config.ts";
import { createService } from "./create-service.ts";

await runService("The transcript keeper", async () => {
  const config = readConfig(env);
  const complain = (line: string): void => void process.stderr.write(`${line}\n`);
  const service = await createService(config, complain);
  return { listening: config, service };
});
