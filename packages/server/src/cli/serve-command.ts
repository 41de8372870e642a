import type { Command } from "commander";
import type { AddCommand } from "./command-context.ts";
import { settingsOf } from "./settings-of.ts";

/** `parley serve`: the server itself. */
export const serveCommand: AddCommand = (parent, context) => {
  parent
    .command("serve")
    .description("Start the server")
    .action(async (_: unknown, command: Command) => {
      const settings = settingsOf(command, context);
      // Only this command needs the server's libraries: the others start in half the time without them.
      const { serve } = await import("./serve.ts");
      // No setting of an operator's: a server that a test or a bench started does not outlive it.
      await serve(settings, context.print, context.env.PARLEY_EXIT_WITH_PARENT === "1");
    });
};
