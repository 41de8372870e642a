import type { Command } from "commander";
import { consoleActor } from "../features/audit/acting.ts";
import { tellExport } from "../features/audit/tell-export.ts";
import type { Conversation, Store } from "../ports/store.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { readId } from "./read-id.ts";
import { withStore } from "./with-store.ts";
import { writeNewFile } from "./write-new-file.ts";

const pageSize = 500;
const mostTraces = 100_000;

/** `parley customer export`: everything that is kept about a customer, as JSON, a page of entries at a time. */
export const customerExport: AddCommand = (parent, context) => {
  parent
    .command("export")
    .description("Print everything that is kept about a customer, as JSON")
    .argument("<id>", "the customer's number", readId)
    .option("--out <file>", "write to this file, readable by you alone")
    .action((id: number, options: { out?: string }, command: Command) =>
      withStore(command, context, async ({ store, clock, workspace }) => {
        const conversation = await store.conversation(id);
        if (conversation?.workspaceId !== workspace.id)
          throw new CommandFailure(`There is no customer ${id}.`);
        const told = { workspaceId: workspace.id, format: "json", customerId: id };
        await tellExport({ store, clock }, consoleActor, told);
        const pieces = exported(store, conversation);
        if (options.out !== undefined) return writeNewFile(options.out, pieces);
        for await (const piece of pieces) await context.write(piece);
      }),
    );
};

async function* exported(store: Store, conversation: Conversation): AsyncGenerator<string> {
  const { fields } = conversation.state;
  yield `{"customer":${JSON.stringify(customerOf(conversation))},\n"fields":${JSON.stringify(fields)},\n"entries":[`;
  yield* entriesOf(store, conversation);
  yield `],\n"trace":[`;
  const trace = await store.trace(conversation.id, mostTraces);
  yield trace.map(({ conversationId: _, ...row }) => `\n${JSON.stringify(row)}`).join(",");
  yield "]}\n";
}

/** Up to the entry that was the newest when the export began: what comes meanwhile does not make it endless. */
async function* entriesOf(store: Store, { id, state }: Conversation): AsyncGenerator<string> {
  let afterSeq = 0;
  while (afterSeq < state.seq) {
    const page = await store.entries({
      conversationId: id,
      afterSeq,
      limit: Math.min(pageSize, state.seq - afterSeq),
    });
    const last = page.at(-1);
    if (!last) return;
    const lines = page.map(({ seq, uuid, atUs, entry }) =>
      JSON.stringify({ seq, uuid, atUs, entry }),
    );
    yield `${afterSeq === 0 ? "" : ","}\n${lines.join(",\n")}`;
    afterSeq = last.seq;
  }
}

/** What there is beside fields and entries, without the key of the visitor's secret. */
function customerOf({ state, visitorKey: _, ...conversation }: Conversation) {
  const { cursor, bot, version, facts, holder, isArchived, isBlocked } = state;
  return { ...conversation, ...{ cursor, bot, version, facts, holder, isArchived, isBlocked } };
}
