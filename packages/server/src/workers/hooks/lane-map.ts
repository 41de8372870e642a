import type { OwedDelivery } from "../../ports/hooks.ts";
import { type Lane, laneKey } from "./lane.ts";

/** Lanes by their names. */
export type LaneMap = Map<number | string, Lane>;

/** Whether the store would have any of these ready by then. */
export function haveReadyBy(lanes: LaneMap, readyMs: number): boolean {
  for (const lane of lanes.values())
    for (const { storedMs } of lane.stored()) if (storedMs <= readyMs) return true;
  return false;
}

/** How many rows of a page these would be at most. */
export function rowsOfLanes(lanes: LaneMap): number {
  let released = 0;
  for (const lane of lanes.values())
    for (const item of lane.items) if (item.isReleased) released += 1;
  return lanes.size + released;
}

/** What these rows would add: lanes, and characters of bodies. */
export function newToLanes(lanes: LaneMap, rows: readonly OwedDelivery[]) {
  const isNew = (row: OwedDelivery) => !lanes.has(laneKey(row));
  const added = rows.filter(isNew);
  return { lanes: added.length, chars: added.reduce((sum, { body }) => sum + body.length, 0) };
}
