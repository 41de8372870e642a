import type { Command } from "commander";
import { settingNames } from "../config.ts";
import type { AddCommand } from "./command-context.ts";
import { settingsOf } from "./settings-of.ts";
import { unknownSettings } from "./unknown-settings.ts";

/** `parley serve`: the server itself. */
export const serveCommand: AddCommand = (parent, context) => {
  parent
    .command("serve")
    .description("Start the server")
    .addHelpText(
      "after",
      `\nSet up by environment variables; README.md tells what each does:\n${settingNames.map((it) => `  ${it}`).join("\n")}`,
    )
    .action(async (_: unknown, command: Command) => {
      const settings = settingsOf(command, context);
      for (const name of unknownSettings(context.env))
        context.complain(`${name} is no setting of the server. README.md lists them all.`);
      // Only this command needs the server's libraries: the others start in half the time without them.
      const { serve } = await import("./serve.ts");
      // No setting of an operator's: a server that a test or a bench started does not outlive it.
      await serve(settings, context.print, context.env.PARLEY_EXIT_WITH_PARENT === "1");
    });
};
