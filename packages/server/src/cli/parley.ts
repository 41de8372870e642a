import { CommanderError } from "commander";
import { ConfigError } from "../config.ts";
import { AppError } from "../errors.ts";
import { StoreFailure } from "../ports/store-failure.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { createProgram } from "./create-program.ts";
import { explainFileError } from "./file-access.ts";

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

const program = createProgram(context);

// Who pipes into `head` has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  const args = process.argv.slice(2);
  await program.parseAsync(asksVersion(args) ? ["version"] : args, { from: "user" });
} catch (error) {
  process.exitCode = fail(error);
}

/** Without a command `--version` is about the program; behind one it may be the command's own, such as a bot's. */
function asksVersion(args: readonly string[]): boolean {
  const hasCommand = program.commands.some((it) => args.includes(it.name()));
  return args.includes("--version") && !hasCommand;
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
  const problem = explainFileError(error);
  if (problem) {
    context.complain(`${problem.found}. ${problem.advice}`);
    return 1;
  }
  context.complain(error instanceof Error ? error.message : String(error));
  if (error instanceof StoreFailure && error.code === "busy")
    context.complain("Try again in a moment.");
  return 1;
}
