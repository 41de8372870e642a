import { Command } from "commander";
import { ownVersion } from "../own-version.ts";
import { accountResetPassword } from "./account-reset-password.ts";
import { auditVerify } from "./audit-verify.ts";
import { backup } from "./backup.ts";
import { botExport } from "./bot-export.ts";
import { botImport } from "./bot-import.ts";
import { botList } from "./bot-list.ts";
import { channelCreate } from "./channel-create.ts";
import type { CommandContext } from "./command-context.ts";
import { customerExport } from "./customer-export.ts";
import { doctor } from "./doctor.ts";
import { exportCommand } from "./export-command.ts";
import { flowCheck } from "./flow-check.ts";
import { flowSchema } from "./flow-schema.ts";
import { listen } from "./listen.ts";
import { restore } from "./restore.ts";
import { serveCommand } from "./serve-command.ts";
import { setupCodeCommand } from "./setup-code.ts";
import { tokenCreate } from "./token-create.ts";
import { tokenList } from "./token-list.ts";
import { tokenRevoke } from "./token-revoke.ts";

/** The program with all of its commands. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("parley")
    .description(
      "Conversations that follow a flow, stop, and go on when the outside world says so.",
    )
    .option("--data <folder>", "the data folder (default: PARLEY_DATA, else ./data)")
    .showHelpAfterError("Add --help for what this command takes.")
    .exitOverride();

  const group = (name: string, description: string): Command =>
    program.command(name).description(description);

  serveCommand(program, context);
  setupCodeCommand(program, context);
  accountResetPassword(group("account", "People who sign in to the Studio"), context);
  const token = group("token", "API tokens");
  for (const add of [tokenCreate, tokenList, tokenRevoke]) add(token, context);
  const bot = group("bot", "Bots and their flow files");
  for (const add of [botImport, botExport, botList]) add(bot, context);
  const flow = group("flow", "Flow files, without an installation");
  for (const add of [flowCheck, flowSchema]) add(flow, context);
  program
    .command("version")
    .description("Print the version, as --version without a command does")
    .action(() => context.print(ownVersion()));
  channelCreate(group("channel", "Channels"), context);
  auditVerify(group("audit", "The audit log"), context);
  customerExport(group("customer", "Customers"), context);
  for (const add of [listen, exportCommand, backup, restore, doctor]) add(program, context);
  return program;
}
