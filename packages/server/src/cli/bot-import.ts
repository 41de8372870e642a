import type { FlowDocument } from "@parley/flow";
import { type Command, Option } from "commander";
import { type Bots, createBots } from "../features/flows/bots.ts";
import type { BotRecord } from "../ports/records.ts";
import { refusedCalls } from "../refused-calls.ts";
import type { AddCommand, CommandContext } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { formatProblem } from "./format-problem.ts";
import { makeChannel } from "./make-channel.ts";
import { readFlowFile } from "./read-flow-file.ts";
import { readId } from "./read-id.ts";
import { settingsOf } from "./settings-of.ts";
import { warnOfHookUrl } from "./warn-of-hook-url.ts";
import { webAddress } from "./web-address.ts";
import { type Opened, withStore } from "./with-store.ts";

interface Options {
  readonly publish?: boolean;
  readonly bot?: number;
  readonly channel?: "landbot" | "apichat";
  readonly name?: string;
  readonly hookUrl?: string;
}

/** `parley bot import`: makes a bot from a flow file, or a new draft of one, and a channel to reach it by. */
export const botImport: AddCommand = (parent, context) => {
  parent
    .command("import")
    .description("Make a bot from a flow file; prints its numbers and tokens as JSON")
    .argument("<file>", "the flow file")
    .option("--publish", "publish it, so that new conversations run it")
    .option("--bot <id>", "replace the draft of this bot instead of making one", readId)
    .addOption(
      new Option(
        "--channel <type>",
        "make a channel for it: landbot (web chat) or apichat",
      ).choices(["landbot", "apichat"]),
    )
    .option("--name <name>", "the channel's name (default: the flow's)")
    .option("--hook-url <url>", "where the API channel's messages to the customer go", webAddress)
    .action((file: string, options: Options, command: Command) => {
      if (options.hookUrl !== undefined && options.channel !== "apichat")
        throw new CommandFailure("--hook-url belongs to --channel apichat.", 2);
      const document = readOrComplain(file, context);
      for (const refused of refusedCalls(document, settingsOf(command, context).egressAllow))
        context.complain(formatProblem(refused));
      warnOfHookUrl(options.hookUrl, command, context);
      return withStore(command, context, async (opened) => {
        const bot = await importBot(opened, document, options);
        const made = {
          bot_id: bot.id,
          version: bot.version,
          ...(await channelFor(opened, bot, options)),
        };
        context.print(JSON.stringify(made, null, 2));
      });
    });
};

function readOrComplain(file: string, context: CommandContext): FlowDocument {
  const { document, problems } = readFlowFile(file);
  for (const problem of problems) context.complain(formatProblem(problem));
  if (document && problems.every((it) => it.isWarning)) return document;
  throw new CommandFailure(`${file} has errors. Nothing was imported.`);
}

async function importBot(
  opened: Opened,
  document: FlowDocument,
  options: Options,
): Promise<BotRecord> {
  const bots = createBots({ ...opened, onPublish: () => {} });
  const bot = await (options.bot === undefined
    ? bots.create(opened.workspace.id, document)
    : replaceDraft(opened, bots, options.bot, document));
  return options.publish ? bots.publish(bot, "Imported from a file") : bot;
}

async function replaceDraft(
  opened: Opened,
  bots: Bots,
  id: number,
  document: FlowDocument,
): Promise<BotRecord> {
  const bot = await bots.find(opened.workspace.id, id);
  if (!bot) throw new CommandFailure(`There is no bot ${id}. See: npx parley bot list`);
  return bots.saveDraft(bot, document, bot.revision);
}

async function channelFor(
  opened: Opened,
  bot: BotRecord,
  { channel: type, name = bot.name, hookUrl }: Options,
) {
  return type === undefined ? {} : makeChannel(opened, { type, name, botId: bot.id, hookUrl });
}
