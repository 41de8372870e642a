import { type FlowDocument, writeFlow } from "@parley/flow";
import type { Command } from "commander";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { readId } from "./read-id.ts";
import { type Opened, withStore } from "./with-store.ts";

/** `parley bot export`: a bot's draft, or one of its versions, as a flow file. */
export const botExport: AddCommand = (parent, context) => {
  parent
    .command("export")
    .description("Print a bot's flow file")
    .argument("<id>", "the bot's number", readId)
    .option("--version <n>", "a published version (default: the draft)", readId)
    .action((id: number, options: { version?: number }, command: Command) =>
      withStore(command, context, async (opened) => {
        const document = await flowOf(opened, id, options.version);
        await context.write(writeFlow(document));
      }),
    );
};

async function flowOf(
  { store, workspace }: Opened,
  id: number,
  version: number | undefined,
): Promise<FlowDocument> {
  const bot = await store.bot(id);
  if (bot?.workspaceId !== workspace.id)
    throw new CommandFailure(`There is no bot ${id}. See: npx parley bot list`);
  if (version === undefined) return bot.draft;
  const published = await store.version(id, version);
  if (published) return published.document;
  throw new CommandFailure(`Bot ${id} has no version ${version}. Its newest is ${bot.version}.`);
}
