import { setImmediate as nextTurn } from "node:timers/promises";
import type { Conversation, CustomerRange, Store, StoredEntry } from "../../ports/store.ts";

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

type Reads = Pick<Store, "conversation" | "customersBetween" | "entries">;

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

/** How many conversations are looked at for a selection: the most that it can have. */
export async function mostConversations(
  store: Pick<Store, "customers">,
  { workspaceId, channelId, customerId }: TranscriptSelection,
): Promise<number> {
  if (customerId !== undefined) return 1;
  const inChannel = channelId !== undefined && { channelId };
  return (await store.customers({ workspaceId, ...inChannel, offset: 0, limit: 0 })).total;
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

/** Up to the one that was the last at the beginning: who comes meanwhile makes no reading endless. */
async function* everyConversation(
  store: Reads,
  within: Pick<CustomerRange, "workspaceId" | "channelId">,
): AsyncGenerator<Conversation> {
  const before = { ...within, beforeId: Number.MAX_SAFE_INTEGER, limit: 1 };
  const [last] = await store.customersBetween(before);
  let afterId = 0;
  while (last !== undefined && afterId < last.id) {
    const page = await store.customersBetween({ ...within, afterId, limit: atOnce });
    yield* page.filter(({ id }) => id <= last.id);
    // All that were left have been erased meanwhile.
    afterId = page.at(-1)?.id ?? last.id;
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
