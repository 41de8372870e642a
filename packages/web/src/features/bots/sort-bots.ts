import type { Bot } from "@parley/contract";

/** What a list of bots can be ordered by. */
export const orders = ["edited", "name", "traffic"] as const;
export type Order = (typeof orders)[number];

/** The bots whose name or number has these words, in an order. `begun` says how much each was talked with. */
export function sortBots(
  bots: readonly Bot[],
  wanted: { readonly search: string; readonly order: Order },
  begun: ReadonlyMap<number, number>,
): readonly Bot[] {
  const words = wanted.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, name }: Bot) => {
    const text = `${name} ${id}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const compare: Readonly<Record<Order, (one: Bot, other: Bot) => number>> = {
    edited: (one, other) => other.updated_at - one.updated_at,
    name: (one, other) => byName.compare(one.name, other.name),
    traffic: (one, other) => (begun.get(other.id) ?? 0) - (begun.get(one.id) ?? 0),
  };
  return bots
    .filter(fits)
    .toSorted(
      (one, other) => compare[wanted.order](one, other) || byName.compare(one.name, other.name),
    );
}
