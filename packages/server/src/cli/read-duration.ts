import { InvalidArgumentError } from "commander";

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const longestMs = 10 * 366 * unitsMs.d;

/** Reads a duration such as `30d` as milliseconds. */
export function readDuration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const durationMs = Number(count) * (isUnit(unit) ? unitsMs[unit] : Number.NaN);
  if (durationMs > 0 && durationMs <= longestMs) return durationMs;
  throw new InvalidArgumentError("Give minutes, hours, days or weeks: 90m, 12h, 30d, 8w.");
}

const isUnit = (text: string | undefined): text is keyof typeof unitsMs =>
  text !== undefined && Object.hasOwn(unitsMs, text);
