import { resolve } from "node:path";
import type { Command } from "commander";
import { type Config, readConfig } from "../config.ts";
import type { CommandContext } from "./command-context.ts";

/** The settings that a command runs under: those of the environment, with `--data` before `PARLEY_DATA`. */
export function settingsOf(command: Command, context: CommandContext): Config {
  const { data } = command.optsWithGlobals<{ data?: string }>();
  const config = readConfig({ ...context.env, ...(data !== undefined && { PARLEY_DATA: data }) });
  return { ...config, dataFolder: resolve(config.dataFolder) };
}
