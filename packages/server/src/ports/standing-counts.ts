import type { ConversationPlace, Count } from "./analytics.ts";

const hourMs = 3_600_000;

/**
 * What a conversation's standing somewhere is counted as, once for all time and once by the hour in which something last
 * happened; -1 takes it away again.
 */
export function standingCounts(place: ConversationPlace, count: 1 | -1): readonly Count[] {
  const { botId, version, block, isEnded, sinceMs } = place;
  if (block === null) return [];
  const kind = isEnded ? ("ended" as const) : ("waiting" as const);
  const of = { botId, version, kind, name: block, detail: "", count };
  const hour = Math.floor(sinceMs / hourMs);
  return [
    { ...of, bucketHours: 0, hour: 0 },
    { ...of, bucketHours: 1, hour },
  ];
}
