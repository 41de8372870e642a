import { readIsoDate } from "../../expression/iso-date.ts";
import { isTimeZone } from "../../expression/zone.ts";
import type { ParamProblem } from "../kind.ts";
import type { BusinessHours } from "./business-hours-params.ts";
import { readTime } from "./opening-hours.ts";

type Path = ParamProblem["path"];
type Pairs = BusinessHours["specialdateshours"][string];

/** Finds a zone that does not exist, days that no calendar has, and openings that never open. */
export function checkBusinessHours(params: BusinessHours): readonly ParamProblem[] {
  const { timezone, closeddates, specialdateshours, businesshours } = params;
  return [
    ...checkZone(timezone),
    ...closeddates.flatMap((day, index) => checkDay(["closeddates", index], day)),
    ...Object.keys(specialdateshours).flatMap((day) => checkDay(["specialdateshours", day], day)),
    ...Object.entries({ specialdateshours, businesshours }).flatMap(([group, days]) =>
      Object.entries<Pairs | undefined>(days).flatMap(([day, pairs]) =>
        (pairs ?? []).flatMap((pair, index) => checkPair([group, day, index], pair)),
      ),
    ),
  ];
}

function checkZone(zone: string): readonly ParamProblem[] {
  if (isTimeZone(zone)) return [];
  return [
    {
      path: ["timezone"],
      code: "unknown-zone",
      message: `There is no time zone "${zone}".`,
      hint: 'Write an IANA name such as "Europe/Madrid".',
    },
  ];
}

function checkDay(path: Path, day: string): readonly ParamProblem[] {
  // Only the form that the day of an instant is compared in.
  if (/^\d{4}-\d\d-\d\d$/.test(day) && readIsoDate(day) !== undefined) return [];
  return [
    {
      path,
      code: "bad-date",
      message: `"${day}" is not a day of the calendar.`,
      hint: "Write YYYY-MM-DD, such as 2026-12-24.",
    },
  ];
}

function checkPair(
  path: Path,
  [opens, closes]: readonly [string, string],
): readonly ParamProblem[] {
  const from = readTime(opens);
  const to = readTime(closes);
  if (from === undefined) return [badTime([...path, 0], opens)];
  if (to === undefined) return [badTime([...path, 1], closes)];
  if (from < to) return [];
  return [
    {
      path,
      code: "empty-opening",
      message: `An opening from ${opens} to ${closes} never opens.`,
      hint: "Split hours past midnight over the two days; the first ends at 24:00:00.",
    },
  ];
}

function badTime(path: Path, time: string): ParamProblem {
  return {
    path,
    code: "bad-time",
    message: `"${time}" is not a time of day.`,
    hint: "Write HH:MM:SS, from 00:00:00 to 24:00:00.",
  };
}
