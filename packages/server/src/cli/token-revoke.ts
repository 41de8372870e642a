import type { Command } from "commander";
import { createTokens } from "../features/accounts/tokens.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { readId } from "./read-id.ts";
import { withStore } from "./with-store.ts";

/** `parley token revoke`: ends a token, for a running server too. */
export const tokenRevoke: AddCommand = (parent, context) => {
  parent
    .command("revoke")
    .description("End an API token")
    .argument("<id>", "its number in `parley token list`", readId)
    .action((id: number, _: unknown, command: Command) =>
      withStore(command, context, async (opened) => {
        const isKnown = await createTokens(opened).revoke(opened.workspace.id, id);
        if (!isKnown)
          throw new CommandFailure(`There is no token ${id}. See: npx parley token list`);
        context.complain(`Token ${id} is revoked. A running server refuses it within 5 seconds.`);
      }),
    );
};
