import type { Count, Counts } from "./open-counts.ts";

/** The last 24 hours, ready to be shown. */
export interface Day {
  readonly hours: readonly Hour[];
  readonly types: readonly TypeRow[];
  readonly total: number;
  readonly customers: number;
  readonly senders: { readonly [S in Sender]: number };
}

export interface Hour {
  /** Hours since 1970. */
  readonly hour: number;
  readonly total: number;
  readonly senders: { readonly [S in Sender]: number };
}

export interface TypeRow {
  readonly type: string;
  readonly total: number;
  readonly senders: { readonly [S in Sender]: number };
}

/** Who says something, in the order the page stacks them. */
export const senders = ["customer", "agent", "bot", "sys"] as const;
export type Sender = (typeof senders)[number];

const hoursShown = 24;

/** Sums up the 24 hours that end with this one. */
export function dayOf(counts: Pick<Counts, "since" | "customersSince">, thisHour: number): Day {
  const first = thisHour - hoursShown + 1;
  const all = counts.since(first).filter(({ hour }) => hour <= thisHour);
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const hour = first + index;
    return { hour, ...sum(all.filter((it) => it.hour === hour)) };
  });
  const types = [...new Set(all.map(({ type }) => type))]
    .map((type) => ({ type, ...sum(all.filter((it) => it.type === type)) }))
    .toSorted((a, b) => b.total - a.total || a.type.localeCompare(b.type));
  const { total, senders: by } = sum(all);
  return { hours, types, total, senders: by, customers: counts.customersSince(first) };
}

function sum(counts: readonly Count[]) {
  const by = { customer: 0, agent: 0, bot: 0, sys: 0 };
  for (const { sender, messages } of counts) if (isSender(sender)) by[sender] += messages;
  return { total: by.customer + by.agent + by.bot + by.sys, senders: by };
}

const isSender = (name: string): name is Sender => senders.some((it) => it === name);
