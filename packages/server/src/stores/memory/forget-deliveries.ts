import { settleLane } from "./delivery-lanes.ts";
import { openJournal } from "./journal.ts";
import { type MemoryData, renderingName } from "./memory-data.ts";

/** Forgets deliveries from before `beforeMs` and those of hooks that are gone, then the renderings that none needs. */
export function forgetDeliveries(data: MemoryData, beforeMs: number): number {
  let forgotten = 0;
  const needed = new Set<string>();
  for (const lane of data.lanes.values()) {
    for (const row of lane.values()) {
      if (row.createdMs < beforeMs || !data.hooks.has(row.hookId)) {
        lane.delete(row.seq);
        forgotten += 1;
      } else {
        needed.add(renderingName(row.conversationId, row.seq, row.variant));
      }
    }
    settleLane(lane, openJournal());
  }
  for (const name of data.renderings.keys()) {
    if (!needed.has(name)) {
      data.renderings.delete(name);
    }
  }
  return forgotten;
}
