import type { Channel } from "@parley/contract";

/** How many of these hooks each bot has on its channels; 0 for bots that have none. */
export function unwellByBot(
  channels: readonly Pick<Channel, "id" | "bots">[],
  hooks: readonly { readonly channelId: number }[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { id, bots } of channels) {
    const failing = hooks.filter(({ channelId }) => channelId === id).length;
    for (const bot of bots) counts.set(bot.id, (counts.get(bot.id) ?? 0) + failing);
  }
  return counts;
}
