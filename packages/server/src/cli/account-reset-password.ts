import type { Command } from "commander";
import { makeResetCode } from "../features/accounts/password-reset.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { studioAddress } from "./studio-address.ts";
import { withStore } from "./with-store.ts";

interface Options {
  readonly withoutTwoFactor?: boolean;
}

/** `parley account reset-password`: prints a code by which somebody who is locked out chooses a new password, once. */
export const accountResetPassword: AddCommand = (parent, context) => {
  parent
    .command("reset-password")
    .description("Print a one-time code for choosing a new password, good for an hour")
    .argument("<email>", "the address that somebody signs in with")
    .option("--without-two-factor", "also take their authenticator away")
    .action((email: string, options: Options, command: Command) =>
      withStore(command, context, async (opened) => {
        const account = await opened.store.accountByEmail(email.trim().toLowerCase());
        if (!account) throw new CommandFailure(`Nobody signs in as ${email}.`);
        const code = await makeResetCode(opened, account, options.withoutTwoFactor === true);
        context.print(code);
        const page = studioAddress(command, context, opened.folder, "reset-password");
        context.complain(`Give it within an hour at ${page}`);
      }),
    );
};
