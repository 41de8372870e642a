import type { TranscriptMessage } from "@parley/contract";
import type { SelectedTranscript } from "../../features/conversations/read-transcripts.ts";
import type { Conversation, StoredEntry } from "../../ports/store.ts";
import { csvLine } from "./csv-line.ts";
import { customerName } from "./present-customer.ts";
import { presentMessage } from "./present-message.ts";

/** How transcripts are written: a message a line as JSON or CSV, or a conversation a line to train a model with. */
export const exportFormats = ["jsonl", "csv", "training"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Channel → its name, which stands for the bot. */
export type ChannelNames = ReadonlyMap<number, string>;

/** Writes transcripts, a piece of text at a time; each piece is a page of one conversation at most. */
export async function* exportTranscripts(
  transcripts: AsyncIterable<SelectedTranscript>,
  format: ExportFormat,
  names: ChannelNames,
): AsyncGenerator<string> {
  const { head, write } = writers[format];
  if (head !== "") yield head;
  for await (const transcript of transcripts) yield* write(presented(transcript, names));
}

/** A transcript as it is shown elsewhere. */
interface Shown {
  readonly customer: Conversation;
  readonly pages: AsyncIterable<readonly TranscriptMessage[]>;
}

interface Writer {
  readonly head: string;
  write(shown: Shown): AsyncGenerator<string>;
}

const writers: { readonly [format in ExportFormat]: Writer } = {
  jsonl: { head: "", write: writeLines(jsonLine) },
  csv: {
    head: csvLine([
      ...["customer_id", "customer_name", "channel_id", "seq", "id", "time", "type"],
      ...["sender_type", "sender_id", "sender_name", "message", "payload", "data"],
    ]),
    write: writeLines(csvLineOf),
  },
  training: { head: "", write: writeDialogue },
};

function presented(
  { conversation: customer, pages }: SelectedTranscript,
  names: ChannelNames,
): Shown {
  const cast = { customer, channelName: names.get(customer.channelId) ?? "" };
  async function* shown() {
    for await (const page of pages) yield page.map((it: StoredEntry) => presentMessage(it, cast));
  }
  return { customer, pages: shown() };
}

function writeLines(
  line: (message: TranscriptMessage, customer: Conversation) => string,
): Writer["write"] {
  return async function* ({ customer, pages }) {
    for await (const page of pages) yield page.map((message) => line(message, customer)).join("");
  };
}

function jsonLine(message: TranscriptMessage, { id, channelId }: Conversation): string {
  return `${JSON.stringify({ customer_id: id, channel_id: channelId, ...message })}\n`;
}

function csvLineOf(message: TranscriptMessage, customer: Conversation): string {
  const { seq, id, type, sender, data, payload } = message;
  return csvLine([
    ...[customer.id, customerName(customer), customer.channelId, seq, id],
    ...[new Date(message.timestamp * 1000).toISOString(), type],
    ...[sender.type, sender.id, sender.name, message.message, payload, JSON.stringify(data)],
  ]);
}

/** One line for a conversation, written page by page: `{"messages": [{"role", "content"}, …]}`. Who has said nothing gets none. */
async function* writeDialogue({ customer, pages }: Shown): AsyncGenerator<string> {
  let hasBegun = false;
  for await (const page of pages) {
    const lines = page.flatMap((message) => utteranceOf(message) ?? []);
    if (lines.length === 0) continue;
    const start = hasBegun ? "," : `{"customer_id":${customer.id},"messages":[`;
    yield `${start}${lines.map((it) => JSON.stringify(it)).join(",")}`;
    hasBegun = true;
  }
  if (hasBegun) yield "]}\n";
}

/** What was said, as models are trained on it; events and what has no words are left out. */
function utteranceOf({ type, sender, message, data }: TranscriptMessage) {
  const content = [message, ...optionsIn(data)].join("\n");
  if (type === "event" || content.trim() === "") return null;
  if (sender.type === "customer") return { role: "user", content };
  return sender.type === "agent"
    ? { role: "assistant", name: "agent", content }
    : { role: "assistant", content };
}

const optionsIn = ({ buttons }: TranscriptMessage["data"]): readonly string[] =>
  Array.isArray(buttons) ? buttons.map((label) => `- ${label}`) : [];
