import { isoDay, utcMs } from "../../expression/iso-date.ts";
import { wallTimeIn } from "../../expression/zone.ts";
import type { BlockKind } from "../kind.ts";
import { BusinessHours } from "./business-hours-params.ts";
import { checkBusinessHours } from "./check-business-hours.ts";
import { type OpeningHours, readOpeningHours } from "./opening-hours.ts";

interface Prepared {
  readonly zone: string;
  readonly closedDays: ReadonlySet<string>;
  readonly specialDays: ReadonlyMap<string, OpeningHours>;
  /** By weekday, 0 = Sunday. */
  readonly week: readonly OpeningHours[];
}

/**
 * Tells office hours by the wall clocks of a zone, summer time included. A closed date wins over a special
 * date, a special date over the weekday. Open from the first second of an opening to before its last.
 */
export const businessHours: BlockKind<BusinessHours, Prepared> = {
  kind: "business_hours",
  family: "logic",
  title: "Business hours",
  summary: "Go by opening hours",
  schema: BusinessHours,
  migrations: [],
  outputs: () => ["open", "closed"],
  check: checkBusinessHours,
  references: () => ({ reads: [], writes: [], blocks: [], bots: [] }),
  prepare: (params) => ({
    zone: params.timezone,
    closedDays: new Set(params.closeddates),
    specialDays: new Map(
      Object.entries(params.specialdateshours).map(([day, hours]) => [
        day,
        readOpeningHours(hours),
      ]),
    ),
    week: weekdays.map((weekday) => readOpeningHours(params.businesshours[weekday] ?? null)),
  }),
  enter: ({ prepared }, turn) => ({
    kind: "leave",
    output: isOpen(prepared, turn.nowMs) ? "open" : "closed",
  }),
};

const weekdays = ["0", "1", "2", "3", "4", "5", "6"] as const;

function isOpen({ zone, closedDays, specialDays, week }: Prepared, nowMs: number): boolean {
  const wall = wallTimeIn(zone, nowMs);
  if (wall === undefined) return false;
  const day = isoDay(wall);
  if (closedDays.has(day)) return false;
  const hours = specialDays.get(day) ?? week[new Date(utcMs(wall)).getUTCDay()] ?? [];
  const second = wall.hour * 3600 + wall.minute * 60 + wall.second;
  return hours.some(({ from, to }) => from <= second && second < to);
}
