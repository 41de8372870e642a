import type { Command } from "commander";
import { type Config, ConfigError } from "../config.ts";
import type { AddCommand, CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { examineFolder } from "./examine-folder.ts";
import { examineServer } from "./examine-server.ts";
import { examineStore } from "./examine-store.ts";
import { findForeignFile } from "./file-access.ts";
import { type Finding, fault, fine } from "./finding.ts";
import { formatTable } from "./format-table.ts";
import { settingsOf } from "./settings-of.ts";

/** `parley doctor`: everything that can be wrong with an installation, each with what to do. Fails on a fault. */
export const doctor: AddCommand = (parent, context) => {
  parent
    .command("doctor")
    .description("Look for faults in the installation; reads all of its data")
    .option("--json", "as JSON: {ok, findings: [{check, state, found, advice}]}")
    .action(async (options: { json?: boolean }, command: Command) => {
      const findings = [
        fine("versions", `Node ${process.versions.node}, SQLite ${process.versions.sqlite}`),
        ...(await examine(command, context)),
      ];
      const faults = findings.filter((it) => it.state === "fault").length;
      if (options.json) context.print(JSON.stringify({ ok: faults === 0, findings }, null, 2));
      else for (const line of formatTable(findings.map((it) => ({ ...it })))) context.print(line);
      if (faults > 0) throw new CommandFailure(`${faults} of ${findings.length} checks failed.`);
    });
};

async function examine(command: Command, context: CommandContext): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = settingsOf(command, context);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((it) => fault("settings", it, "Change it and look again."));
  }
  const folder = examineFolder(config.dataFolder);
  const settings = fine("settings", "every value can be read");
  // What this user may not see cannot be examined.
  if (findForeignFile(config.dataFolder)) return [settings, ...folder];
  const hasDatabase = folder.length > 1;
  return [
    settings,
    ...folder,
    ...(hasDatabase ? await examineStore(config.dataFolder) : []),
    ...(await examineServer(config)),
  ];
}
