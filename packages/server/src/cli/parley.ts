import { Command } from "commander";
import { ConfigError, readConfig } from "../config.ts";
import { serve } from "./serve.ts";

const print = (line: string): void => console.log(line);

const program = new Command("parley")
  .description("Conversations that follow a flow, stop, and go on when the outside world says so.")
  .showHelpAfterError();

program
  .command("serve")
  .description("Start the server")
  .action(() => serve(readConfig(process.env), print));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
