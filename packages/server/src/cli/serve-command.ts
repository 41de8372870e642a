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
      await serve(settings, context.print);
    });
};
