/**
 * The live tail of a channel: what its hooks send, to whoever watches, whether it has hooks or not.
 *
 * A tail shows what happens while it is watched and keeps nothing; hooks are for those who must have everything.
 */
import type { Author } from "@parley/flow";
import type { HookRenderer, HookTurn } from "../features/hooks/owe-hooks.ts";
import type { ConversationNews, Hub } from "../ports/hub.ts";
import type { Conversation, Store, StoredEntry } from "../ports/store.ts";

/** Hears of a body that a hook would be sent, as JSON; `null`: some were left out. */
export type HearBody = (body: string | null) => void;

export interface MessageTail {
  /** Hears of everything on a channel from now on; the returned function ends it. */
  follow(channelId: number, hear: HearBody): () => void;
}

export interface MessageTailPorts {
  readonly hub: Pick<Hub, "subscribeAll">;
  readonly store: Pick<Store, "channel" | "agents" | "bot">;
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  readonly renderer: HookRenderer;
  readonly report: (error: unknown, about: string) => void;
}

/** Turns that wait to be shown; a tail that falls further behind leaves out. */
const mostWaiting = 1_000;

/** Makes the tail. While nobody watches it costs nothing. */
export function createMessageTail(ports: MessageTailPorts): MessageTail {
  const listeners = new Map<number, Set<HearBody>>();
  const waiting: ConversationNews[] = [];
  let leave: (() => void) | null = null;
  let isTelling = false;
  let hasLeftOut = false;

  function hear(news: ConversationNews): void {
    if (news.entries.length === 0) return;
    if (waiting.length < mostWaiting) waiting.push(news);
    else hasLeftOut = true;
    if (!isTelling) void tellAll();
  }

  async function tellAll(): Promise<void> {
    isTelling = true;
    for (let news = waiting.shift(); news; news = waiting.shift())
      await tell(news).catch((error) => ports.report(error, "showing a live tail"));
    isTelling = false;
    if (hasLeftOut) for (const it of [...listeners.values()].flatMap((own) => [...own])) it(null);
    hasLeftOut = false;
  }

  async function tell({ conversationId, entries }: ConversationNews): Promise<void> {
    const conversation = await ports.read(conversationId);
    const own = conversation && listeners.get(conversation.channelId);
    if (!conversation || !own) return;
    for (const body of await bodiesOf(ports, conversation, entries))
      for (const listen of own) listen(body);
  }

  function forget(channelId: number, listen: HearBody): void {
    const own = listeners.get(channelId);
    own?.delete(listen);
    if (own?.size === 0) listeners.delete(channelId);
    if (listeners.size > 0) return;
    leave?.();
    leave = null;
    waiting.length = 0;
  }

  return {
    follow: (channelId, listen) => {
      const own = listeners.get(channelId) ?? new Set();
      listeners.set(channelId, own.add(listen));
      leave ??= ports.hub.subscribeAll(hear);
      return () => forget(channelId, listen);
    },
  };
}

async function bodiesOf(
  { store, renderer }: MessageTailPorts,
  conversation: Conversation,
  entries: readonly StoredEntry[],
): Promise<readonly string[]> {
  const channel = await store.channel(conversation.channelId);
  if (!channel) return [];
  const personOf = await peopleOf(store, conversation, entries);
  const variant = channel.type === "apichat" ? "apichat" : "message";
  const render = renderer[variant]({ channel, conversation, personOf });
  const holders = holdersAfter(entries, conversation.state.holder?.id ?? null);
  return entries.map((stored, at) => render(stored, holders[at] ?? null).body);
}

/** Who held the conversation after each entry, told backwards from who holds it in the end. */
function holdersAfter(
  entries: readonly StoredEntry[],
  last: number | null,
): readonly (number | null)[] {
  let holder = last;
  const backwards = entries.toReversed().map(({ entry }) => {
    const after = holder;
    if ("action" in entry && entry.action === "assign") holder = null;
    if ("action" in entry && entry.action === "unassign") holder = entry.agent?.id ?? null;
    return after;
  });
  return backwards.toReversed();
}

async function peopleOf(
  store: MessageTailPorts["store"],
  { workspaceId, uuid }: Conversation,
  entries: readonly StoredEntry[],
): Promise<HookTurn["personOf"]> {
  const authors = entries.map(({ entry }) => entry.author);
  const has = (kind: Author["kind"]) => authors.some((it) => it.kind === kind);
  const agents = has("agent") ? await store.agents(workspaceId) : [];
  const botIds = new Set(authors.filter(({ kind }) => kind === "bot").map(({ id }) => id));
  const bots = await Promise.all([...botIds].map((id) => store.bot(id)));
  return ({ kind, id }) => {
    if (kind === "customer") return { uuid, email: null };
    if (kind === "agent") return agents.find((it) => it.id === id) ?? null;
    const bot = kind === "bot" && bots.find((it) => it?.id === id);
    return bot ? { uuid: bot.uuid, email: null } : null;
  };
}
