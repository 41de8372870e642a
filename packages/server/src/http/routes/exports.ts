import { Readable } from "node:stream";
import { ExportQuery } from "@parley/contract";
import {
  type ChannelNames,
  type ExportFormat,
  exportTranscripts,
} from "../../channels/platform/transcript-export.ts";
import { AppError, noSuch } from "../../errors.ts";
import { tellExport } from "../../features/audit/tell-export.ts";
import {
  mostConversations,
  readTranscripts,
  type TranscriptSelection,
} from "../../features/conversations/read-transcripts.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { findCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** More at a time would slow down conversations. */
const mostAtOnce = 4;

const totalHeader = "Total-Conversations";

const types: { readonly [format in ExportFormat]: string } = {
  jsonl: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
  training: "application/x-ndjson",
};

/** `GET /v1/exports/transcripts/`: everything that was said, as a file that is written while it is read. */
export function serveExports(ports: ResourcePorts): void {
  let running = 0;
  serveRoute(ports.routes, {
    ...{ method: "GET", path: "/v1/exports/transcripts/", scope: "customers:read" },
    ...{ operationId: "exportTranscripts", tag: "Messages", summary: "Export transcripts" },
    description:
      "Conversation by conversation, each in order. Without filters: everything. A file that breaks off ends without its last chunk. In CSV, words that a spreadsheet would take for a formula have an apostrophe before them.",
    query: ExportQuery,
    answers: {},
    answerHeaders: {
      [totalHeader]:
        "How many conversations are looked at: the most that the file can have. Lines come conversation by conversation, so whoever counts them knows how far it is.",
    },
    streams: {
      "application/x-ndjson": "A JSON object a line.",
      "text/csv": "A header line, then a message a line (RFC 4180).",
    },
    refusals: ["not-found"],
    handle: async (call) => {
      const selection = await selectionOf(ports, call);
      const names = await namesOf(ports, selection);
      if (running >= mostAtOnce)
        throw new AppError("throttled", {
          message: `${mostAtOnce} exports are running. Wait for one to end.`,
          retryAfterSeconds: 10,
        });
      const { format } = call.query;
      const total = await mostConversations(ports.store, selection);
      await tellExport(ports, ports.features.accounts.acting.present(), { ...selection, format });
      const pieces = exportTranscripts(readTranscripts(ports.store, selection), format, names);
      // A page is made when the one before it has gone out.
      const file = Readable.from(pieces, { objectMode: false });
      running += 1;
      file.once("close", () => {
        running -= 1;
      });
      return answerWith(file, format, total);
    },
  });
}

type ExportCall = Call<unknown, ExportQuery, unknown>;

/** What of the caller's own workspace is asked for; a channel or customer of another one is not found. */
async function selectionOf(
  ports: ResourcePorts,
  { identity, query }: ExportCall,
): Promise<TranscriptSelection> {
  const { workspaceId } = identity;
  const { channel_id: channelId, customer_id: customerId, since, until } = query;
  if (channelId !== undefined && !(await ports.features.channels.find(workspaceId, channelId)))
    throw noSuch("channel", channelId, "/v1/channels/");
  if (customerId !== undefined) await findCustomer(ports, identity, customerId);
  return {
    workspaceId,
    ...(channelId !== undefined && { channelId }),
    ...(customerId !== undefined && { customerId }),
    ...(since !== undefined && { sinceUs: Math.round(since * 1e6) }),
    ...(until !== undefined && { untilUs: Math.round(until * 1e6) }),
  };
}

async function namesOf(
  { store }: ResourcePorts,
  { workspaceId }: TranscriptSelection,
): Promise<ChannelNames> {
  const channels = await store.channels(workspaceId);
  return new Map(channels.map(({ id, name }) => [id, name]));
}

function answerWith(file: Readable, format: ExportFormat, total: number): Answer {
  const name = `transcripts.${format === "csv" ? "csv" : "jsonl"}`;
  const headers = {
    "content-type": types[format],
    "content-disposition": `attachment; filename="${name}"`,
    [totalHeader]: String(total),
  };
  return { status: 200, body: file, headers };
}
