import type { Message } from "../wire/message.ts";
import type { ChatState } from "./chat-state.ts";
import { ownEntry, type Unconfirmed } from "./timeline.ts";

/** One message as it is shown. */
export type Shown = {
  readonly key: string;
  readonly message: Message;
  readonly unconfirmed: Unconfirmed | null;
};

/** What stands in the log: a day's name, an event, or a group of messages by one author. */
export type Item =
  | { readonly kind: "day"; readonly key: string; readonly atMs: number }
  | { readonly kind: "event"; readonly key: string; readonly message: Message }
  | { readonly kind: "group"; readonly key: string; readonly messages: readonly Shown[] };

const groupPauseMs = 5 * 60_000;

/** Everything that may be shown now, oldest first; the greeting stands in for entries not there yet. */
export function shownMessages(state: ChatState, greeting: readonly Message[]): Shown[] {
  const { entries, unconfirmed, baseSeq } = state.timeline;
  const visible = entries.filter(
    ({ seq, author }) => seq <= state.revealedSeq || author === "customer",
  );
  const newestSeq = entries.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  const known = new Set(entries.map((entry) => entry.seq));
  const standIns =
    baseSeq > 0 || state.isLoading
      ? []
      : greeting.filter(({ seq }) => seq < newestSeq && !known.has(seq));
  const said = [...standIns, ...visible].sort((a, b) => a.seq - b.seq);
  return [...said.map(shown), ...unconfirmed.map(shownUnconfirmed)];
}

/** Groups messages by author, with a line where a day begins; none for a talk all of today. */
export function toItems(
  messages: readonly Shown[],
  today: string,
  dayOf: (atMs: number) => string,
): Item[] {
  const items: Item[] = [];
  let day = today;
  for (const one of messages) {
    const atMs = one.message.timestamp * 1000;
    if (atMs > 0 && dayOf(atMs) !== day) {
      day = dayOf(atMs);
      items.push({ kind: "day", key: `day-${day}`, atMs });
    }
    addItem(items, one);
  }
  return items;
}

/** The message whose control is live: the newest, from the bot, unanswered, all of it shown. */
export function activePrompt(state: ChatState, messages: readonly Shown[]): Message | null {
  const { phase } = state.conversation;
  if (phase === "agent" || phase === "closed" || isRevealing(state)) return null;
  const newest = messages.findLast(({ message }) => message.type !== "event")?.message;
  if (newest?.author !== "bot") return null;
  return newest.input || newest.options.length > 0 ? newest : null;
}

/** True while what others said waits to be shown; the visitor's own words never do. */
export function isRevealing({ timeline, revealedSeq }: ChatState): boolean {
  return timeline.entries.some(({ seq, author }) => seq > revealedSeq && author !== "customer");
}

function addItem(items: Item[], one: Shown): void {
  const { key, message } = one;
  const last = items.at(-1);
  if (message.type === "event") items.push({ kind: "event", key, message });
  else if (last?.kind === "group" && belongs(last.messages.at(-1), message)) {
    items[items.length - 1] = { ...last, messages: [...last.messages, one] };
  } else items.push({ kind: "group", key: `group-${key}`, messages: [one] });
}

function belongs(previous: Shown | undefined, message: Message): boolean {
  if (!previous) return false;
  const { author, authorName, timestamp } = previous.message;
  const pauseMs = (message.timestamp - timestamp) * 1000;
  return (
    author === message.author &&
    authorName === message.authorName &&
    (pauseMs < groupPauseMs || timestamp === 0)
  );
}

function shown(message: Message): Shown {
  // The greeting of the config and its recorded entry share the key: one DOM node for both.
  return { key: message.uiKey ?? `seq-${message.seq}`, message, unconfirmed: null };
}

function shownUnconfirmed(unconfirmed: Unconfirmed): Shown {
  const message = ownEntry(unconfirmed, Number.MAX_SAFE_INTEGER);
  return { key: message.id, message, unconfirmed };
}
