import type { Message } from "../wire/message.ts";
import type { Outgoing } from "../wire/wire.ts";

// Job: hold the entries of one conversation, from whichever source they come.
// 1. Ascending `seq`, each once, whatever the order and the repeats of what comes in.
// 2. What the server says replaces what we made up from a send's answer, never the other way.
// 3. An own message is either among the entries or among the unconfirmed, never in both.

/** An own message that the server has not confirmed. */
export type Unconfirmed = {
  readonly outgoing: Outgoing;
  /** `sent`: taken, and never to be told of. */
  readonly status: "queued" | "sending" | "sent" | "failed";
  /** Why it was refused. */
  readonly reason: string;
  readonly atMs: number;
};

export type Timeline = {
  readonly entries: readonly Message[];
  readonly unconfirmed: readonly Unconfirmed[];
  /** The `seq` before the first one loaded; above 0 there is more to load upwards. */
  readonly baseSeq: number;
};

export const emptyTimeline: Timeline = { entries: [], unconfirmed: [], baseSeq: 0 };

/** Adds entries of the server. */
export function merge(timeline: Timeline, incoming: readonly Message[]): Timeline {
  const bySeq = new Map(timeline.entries.map((entry) => [entry.seq, entry]));
  for (const entry of incoming) {
    const known = bySeq.get(entry.seq);
    if (!known || (isProvisional(known) && !isProvisional(entry))) bySeq.set(entry.seq, entry);
  }
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const confirmed = new Set(incoming.map((entry) => entry.uiKey));
  const unconfirmed = timeline.unconfirmed.filter((one) => !confirmed.has(one.outgoing.uiKey));
  return { ...timeline, entries, unconfirmed };
}

/** Turns an unconfirmed message into the entry that a send's answer says it became. */
export function confirm(timeline: Timeline, uiKey: string, seq: number): Timeline {
  const found = timeline.unconfirmed.find((one) => one.outgoing.uiKey === uiKey);
  if (!found || seq < 1) return timeline;
  // Who was shut out is told the newest number there was, and does not learn it: what they said stays before them.
  if (timeline.entries.some((one) => one.seq === seq && one.uiKey !== uiKey))
    return withStatus(timeline, uiKey, "sent");
  return merge(timeline, [ownEntry(found, seq)]);
}

/** Says what has become of an own message. */
export function withStatus(
  timeline: Timeline,
  uiKey: string,
  status: Unconfirmed["status"],
  reason = "",
): Timeline {
  const unconfirmed = timeline.unconfirmed.map((one) =>
    one.outgoing.uiKey === uiKey ? { ...one, status, reason } : one,
  );
  return { ...timeline, unconfirmed };
}

/** The newest `seq` up to which nothing is missing. */
export function contiguousSeq({ entries, baseSeq }: Timeline): number {
  let seq = baseSeq;
  for (const entry of entries) {
    if (entry.seq === seq + 1) seq = entry.seq;
    else if (entry.seq > seq) break;
  }
  return seq;
}

/** True where an entry was received whose predecessor was not. */
export function hasGap(timeline: Timeline): boolean {
  return (timeline.entries.at(-1)?.seq ?? timeline.baseSeq) > contiguousSeq(timeline);
}

function isProvisional(entry: Message): boolean {
  return entry.uiKey !== undefined && entry.id === entry.uiKey;
}

/** What an own message looks like before the server has told of it. */
export function ownEntry({ outgoing, atMs }: Unconfirmed, seq: number): Message {
  const { uiKey, message, ...said } = outgoing;
  return {
    ...said,
    id: uiKey,
    uiKey,
    seq,
    timestamp: atMs / 1000,
    author: "customer",
    text: message,
    options: [],
    isError: false,
    hidesTextbox: false,
  };
}
