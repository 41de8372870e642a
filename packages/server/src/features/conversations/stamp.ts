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
 * conversation for ever (`afterUs`: its newest entry's; one that a clock running ahead left in the future holds
 * back no other conversation). Receivers tell messages apart by them, and a typed client needs a fraction, so
 * whole seconds are never given.
 */
export function createStamp(clock: Clock, chance: Chance): Stamp {
  let lastUs = 0;
  return (conversationId, afterUs, entries, clientHash) => {
    let ownUs = afterUs;
    const nowUs = clock.nowMs() * 1000;
    return entries.map((entry) => {
      lastUs = fractional(Math.max(nowUs, lastUs + 1));
      ownUs = lastUs > ownUs ? lastUs : fractional(ownUs + 1);
      const ownHash = "clientId" in entry ? clientHash : null;
      return {
        conversationId,
        seq: entry.seq,
        uuid: chance.uuid(),
        atUs: ownUs,
        entry,
        clientHash: ownHash,
      };
    });
  };
}

const fractional = (us: number): number => (us % microsPerSecond === 0 ? us + 1 : us);
