import { type Command, Option } from "commander";
import {
  type ExportFormat,
  exportFormats,
  exportTranscripts,
} from "../channels/platform/transcript-export.ts";
import { consoleActor } from "../features/audit/acting.ts";
import { tellExport } from "../features/audit/tell-export.ts";
import {
  mostConversations,
  readTranscripts,
  type TranscriptSelection,
} from "../features/conversations/read-transcripts.ts";
import type { AddCommand } from "./command-context.ts";
import { CommandFailure } from "./command-failure.ts";
import { countTranscripts } from "./count-transcripts.ts";
import { readId } from "./read-id.ts";
import { readInstant } from "./read-instant.ts";
import { type Opened, withStore } from "./with-store.ts";
import { writeNewFile } from "./write-new-file.ts";

interface Options {
  readonly channel?: number;
  readonly customer?: number;
  readonly since?: number;
  readonly until?: number;
  readonly format: ExportFormat;
  readonly forTraining?: boolean;
  readonly out?: string;
}

/** `parley export`: transcripts, as they are read; how far it is stands on the error output. */
export const exportCommand: AddCommand = (parent, context) => {
  parent
    .command("export")
    .description("Print transcripts: everything that was said, or a part of it")
    .option("--channel <id>", "of this channel only", readId)
    .option("--customer <id>", "of this customer only", readId)
    .option("--since <time>", "what was said from then on: 2026-11-21, or with a time", readInstant)
    .option("--until <time>", "what was said before then", readInstant)
    .addOption(
      new Option("--format <format>", "a message a line as JSON, or a table")
        .choices(exportFormats.filter((it) => it !== "training"))
        .default("jsonl")
        .conflicts("forTraining"),
    )
    .option("--for-training", "a conversation a line, as messages with roles")
    .option("--out <file>", "write to this file, readable by you alone")
    .action((options: Options, command: Command) =>
      withStore(command, context, async (opened) => {
        const selection = await select(opened, options);
        const format = options.forTraining ? "training" : options.format;
        await tellExport(opened, consoleActor, { ...selection, format });
        const total = await mostConversations(opened.store, selection);
        const progress = countTranscripts(context, opened.clock, total);
        const pieces = exportTranscripts(
          progress.through(readTranscripts(opened.store, selection)),
          format,
          await namesOf(opened),
        );
        if (options.out !== undefined) await writeNewFile(options.out, pieces);
        else for await (const piece of pieces) await context.write(piece);
        progress.end();
      }),
    );
};

async function select(
  { store, workspace }: Opened,
  { channel: channelId, customer: customerId, since, until }: Options,
): Promise<TranscriptSelection> {
  const workspaceId = workspace.id;
  if (since !== undefined && until !== undefined && until <= since)
    throw new CommandFailure("--until has to be later than --since.");
  if (channelId !== undefined && (await store.channel(channelId))?.workspaceId !== workspaceId)
    throw new CommandFailure(`There is no channel ${channelId}.`);
  if (
    customerId !== undefined &&
    (await store.conversation(customerId))?.workspaceId !== workspaceId
  )
    throw new CommandFailure(`There is no customer ${customerId}.`);
  return {
    workspaceId,
    ...(channelId !== undefined && { channelId }),
    ...(customerId !== undefined && { customerId }),
    ...(since !== undefined && { sinceUs: since * 1000 }),
    ...(until !== undefined && { untilUs: until * 1000 }),
  };
}

async function namesOf({ store, workspace }: Opened): Promise<ReadonlyMap<number, string>> {
  const channels = await store.channels(workspace.id);
  return new Map(channels.map(({ id, name }) => [id, name]));
}
