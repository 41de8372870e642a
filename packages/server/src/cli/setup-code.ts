import type { Command } from "commander";
import { deriveAccountKeys } from "../features/accounts/account-keys.ts";
import { setupSetting } from "../features/accounts/setup.ts";
import { setupCode } from "../features/accounts/setup-code.ts";
import { readInstallationKey } from "../installation-key.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { studioAddress } from "./studio-address.ts";
import { withStore } from "./with-store.ts";

/** `parley setup-code`: prints the code that first-run set-up asks for, for whoever missed it when the server started. */
export const setupCodeCommand: AddCommand = (parent, context) => {
  parent
    .command("setup-code")
    .description("Print the one-time code for setting the Studio up")
    .action((_options: unknown, command: Command) =>
      withStore(command, context, async ({ folder, store }) => {
        if ((await store.setting(setupSetting)) !== null)
          throw new CommandFailure(
            "This installation has been set up. Whoever is locked out gets in again by: parley account reset-password <email>",
          );
        context.print(setupCode(deriveAccountKeys(readInstallationKey(folder))));
        context.complain(`Give it at ${studioAddress(command, context, folder, "set-up")}`);
      }),
    );
};
