import { Command, CommanderError } from "commander";
import { ConfigError } from "../config.ts";
import { AppError } from "../errors.ts";
import { StoreFailure } from "../ports/store-failure.ts";
import { accountResetPassword } from "./account-reset-password.ts";
import { auditVerify } from "./audit-verify.ts";
import { backup } from "./backup.ts";
import { botExport } from "./bot-export.ts";
import { botImport } from "./bot-import.ts";
import { botList } from "./bot-list.ts";
import { channelCreate } from "./channel-create.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
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

// Whatever is written here is written for its owner alone.
process.umask(0o077);

const context: CommandContext = {
  env: process.env,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  write: (text) =>
    new Promise((resolve) => {
      process.stdout.write(text, () => resolve());
    }),
};

const program = new Command("parley")
  .description("Conversations that follow a flow, stop, and go on when the outside world says so.")
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
channelCreate(group("channel", "Channels"), context);
auditVerify(group("audit", "The audit log"), context);
customerExport(group("customer", "Customers"), context);
for (const add of [listen, exportCommand, backup, restore, doctor]) add(program, context);

// Who pipes into `head` has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = fail(error);
}

/** Tells what went wrong and gives the exit code: 2 for a wrong call, 1 for work that could not be done. */
function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandFailure) {
    context.complain(error.message);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    context.complain(error.message);
    return 2;
  }
  if (error instanceof AppError) {
    const lines = Object.entries(error.fields ?? {}).map(
      ([field, it]) => `  ${field}: ${it.join(" ")}`,
    );
    context.complain([error.message, ...lines].join("\n"));
    return 1;
  }
  context.complain(error instanceof Error ? error.message : String(error));
  if (error instanceof StoreFailure && error.code === "busy")
    context.complain("Try again in a moment.");
  return 1;
}
