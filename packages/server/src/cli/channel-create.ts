import { type Command, Option } from "commander";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { type ChannelOptions, makeChannel } from "./make-channel.ts";
import { readId } from "./read-id.ts";
import { warnOfHookUrl } from "./warn-of-hook-url.ts";
import { webAddress } from "./web-address.ts";
import { withStore } from "./with-store.ts";

interface Options {
  readonly type: ChannelOptions["type"];
  readonly name: string;
  readonly bot?: number;
  readonly hookUrl?: string;
}

/** `parley channel create`: makes a channel to reach a bot by. */
export const channelCreate: AddCommand = (parent, context) => {
  parent
    .command("create")
    .description("Make a channel; prints its number, its tokens and its hook's secret as JSON")
    .addOption(
      new Option("--type <type>", "landbot (web chat) or apichat")
        .choices(["landbot", "apichat"])
        .makeOptionMandatory(),
    )
    .requiredOption("--name <name>", "the channel's name")
    .option("--bot <id>", "the bot that answers here", readId)
    .option("--hook-url <url>", "where the API channel's messages to the customer go", webAddress)
    .action((options: Options, command: Command) => {
      const { type, name, bot, hookUrl } = options;
      if (hookUrl !== undefined && type !== "apichat")
        throw new CommandFailure("--hook-url belongs to --type apichat.", 2);
      warnOfHookUrl(hookUrl, command, context);
      return withStore(command, context, async (opened) => {
        const made = await makeChannel(opened, { type, name, botId: bot ?? null, hookUrl });
        context.print(JSON.stringify(made, null, 2));
      });
    });
};
