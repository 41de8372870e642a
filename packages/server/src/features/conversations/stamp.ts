import type { Entry } from "@parley/flow";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { StoredEntry } from "../../ports/store.ts";

/** Gives entries their time and their uuid. */
export type Stamp = (
  conversationId: number,
  afterUs: number,
  entries: readonly Entry[],
  clientHash: string | null,
) => readonly StoredEntry[];

const microsPerSecond = 1_000_000;

/**
 * Stamps with microseconds that strictly increase over everything this process writes, and within each
 * conversation for ever (`afterUs`: its newest entry's). Receivers tell messages apart by them, and a typed
 * client needs a fraction, so whole seconds are never given.
 */
export function createStamp(clock: Clock, chance: Chance): Stamp {
  let lastUs = 0;
  return (conversationId, afterUs, entries, clientHash) =>
    entries.map((entry) => {
      lastUs = Math.max(clock.nowMs() * 1000, lastUs + 1, afterUs + 1);
      if (lastUs % microsPerSecond === 0) lastUs += 1;
      const ownHash = "clientId" in entry ? clientHash : null;
      return {
        conversationId,
        seq: entry.seq,
        uuid: chance.uuid(),
        atUs: lastUs,
        entry,
        clientHash: ownHash,
      };
    });
}
