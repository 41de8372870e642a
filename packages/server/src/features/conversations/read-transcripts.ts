import { setImmediate as nextTurn } from "node:timers/promises";
import type { Conversation, CustomerFilter, Store, StoredEntry } from "../../ports/store.ts";

/** Which transcripts to read. */
export interface TranscriptSelection {
  readonly workspaceId: number;
  readonly channelId?: number;
  /** Of one customer only. */
  readonly customerId?: number;
  /** Entries from then on, and before then, in microseconds since 1970. */
  readonly sinceUs?: number;
  readonly untilUs?: number;
}

/** One conversation of a selection; its entries come in pages, as they are asked for. */
export interface SelectedTranscript {
  readonly conversation: Conversation;
  readonly pages: AsyncIterable<readonly StoredEntry[]>;
}

type Reads = Pick<Store, "conversation" | "customers" | "entries">;

/** Conversations, and entries of one, that are held at a time. */
const atOnce = 200;

/**
 * Reads conversations in the order of their numbers, each up to the entry that was its newest when its turn came:
 * what is said meanwhile makes no reading endless. Holds one page of each at a time, however much there is.
 */
export async function* readTranscripts(
  store: Reads,
  selection: TranscriptSelection,
): AsyncGenerator<SelectedTranscript> {
  for await (const conversation of conversationsOf(store, selection))
    if (mayHold(conversation, selection))
      yield { conversation, pages: pagesOf(store, conversation, selection) };
}

async function* conversationsOf(
  store: Reads,
  { workspaceId, channelId, customerId }: TranscriptSelection,
): AsyncGenerator<Conversation> {
  if (customerId === undefined) {
    yield* everyConversation(store, {
      workspaceId,
      ...(channelId !== undefined && { channelId }),
    });
    return;
  }
  const found = await store.conversation(customerId);
  const isWanted = found?.workspaceId === workspaceId;
  if (isWanted && (channelId ?? found.channelId) === found.channelId) yield found;
}

/** As many as there were at the beginning, in pages that overlap: who was erased meanwhile makes nobody be passed over. */
async function* everyConversation(
  store: Reads,
  filter: Pick<CustomerFilter, "workspaceId" | "channelId">,
): AsyncGenerator<Conversation> {
  let [offset, lastId, left] = [0, 0, Number.POSITIVE_INFINITY];
  while (left > 0) {
    const { total, rows } = await store.customers({ ...filter, offset, limit: atOnce });
    left = Math.min(left, total);
    const fresh = rows.filter(({ id }) => id > lastId);
    // Only a page that begins with somebody who was seen, or at the very beginning, follows without a gap.
    if (offset > 0 && fresh.length === rows.length) {
      offset = Math.max(0, offset - atOnce);
      continue;
    }
    yield* fresh;
    if (rows.length < atOnce) return;
    left -= fresh.length;
    lastId = fresh.at(-1)?.id ?? lastId;
    offset += rows.length - 1;
    // Reading is work of this thread: others have their turn between two pages.
    await nextTurn();
  }
}

/** Tells by its ends whether a conversation can have entries of that time. */
function mayHold(
  { lastEntryUs, registeredUs }: Conversation,
  { sinceUs = 0, untilUs = Number.POSITIVE_INFINITY }: TranscriptSelection,
): boolean {
  return lastEntryUs !== null && lastEntryUs >= sinceUs && registeredUs < untilUs;
}

async function* pagesOf(
  store: Reads,
  { id, state }: Conversation,
  { sinceUs = 0, untilUs = Number.POSITIVE_INFINITY }: TranscriptSelection,
): AsyncGenerator<readonly StoredEntry[]> {
  let afterSeq = 0;
  while (afterSeq < state.seq) {
    const limit = Math.min(atOnce, state.seq - afterSeq);
    const page = await store.entries({ conversationId: id, afterSeq, limit });
    const last = page.at(-1);
    // It was erased meanwhile.
    if (!last) return;
    const wanted = page.filter(({ atUs }) => atUs >= sinceUs && atUs < untilUs);
    if (wanted.length > 0) yield wanted;
    if (last.atUs >= untilUs) return;
    afterSeq = last.seq;
    await nextTurn();
  }
}
