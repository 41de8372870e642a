import type { Command } from "commander";
import type { AddCommand } from "./command-context.ts";
import { formatTable } from "./format-table.ts";
import { withStore } from "./with-store.ts";

/** `parley bot list`: the bots of the installation. */
export const botList: AddCommand = (parent, context) => {
  parent
    .command("list")
    .description("List the bots")
    .option("--json", "as JSON")
    .action((options: { json?: boolean }, command: Command) =>
      withStore(command, context, async ({ store, workspace }) => {
        const rows = (await store.bots(workspace.id)).map((bot) => ({
          id: bot.id,
          name: bot.name,
          version: bot.version,
          blocks: Object.keys(bot.draft.blocks).length,
          updated: new Date(bot.updatedMs).toISOString(),
        }));
        if (options.json) context.print(JSON.stringify(rows, null, 2));
        else for (const line of formatTable(rows)) context.print(line);
      }),
    );
};
