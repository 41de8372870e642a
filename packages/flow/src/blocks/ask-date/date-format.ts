import { isoDay, isWallTime, midnight, readIsoDate } from "../../expression/iso-date.ts";

/** The ways in which a question can take a date. */
export const dateFormats = [
  "yyyy-MM-dd",
  "yyyy/MM/dd",
  "yy/MM/dd",
  "dd/MM/yyyy",
  "dd/MM/yy",
  "MM/dd/yyyy",
  "MM/dd/yy",
] as const;
export type DateFormat = (typeof dateFormats)[number];

/** Says a format to whoever has to write a date: `day/month/year, such as 28/02/2026`. */
export function describeFormat(format: DateFormat): string {
  const said = format.replace(/y+/, "year").replace("MM", "month").replace("dd", "day");
  const example = format.replace("yyyy", "2026").replace("yy", "26");
  return `${said}, such as ${example.replace("MM", "02").replace("dd", "28")}`;
}

const longestWritten = 40;
const shape = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})$/;

/**
 * Reads a date that is written in a format, or in ISO 8601, as `yyyy-MM-dd`; `null` for anything else and for
 * days that no calendar has. Whatever separates the parts is taken, and so is a single digit for 01 to 09.
 * A year of two digits lies between 1970 and 2069.
 */
export function readDate(written: string, format: DateFormat): string | null {
  if (written.length > longestWritten) return null;
  const iso = readIsoDate(written);
  if (iso) return isoDay(iso.wall);
  const match = shape.exec(written.replaceAll(/\s*([-/. ])\s*/g, "$1"));
  if (!match) return null;
  const parts = { first: match[1] ?? "", second: match[3] ?? "", third: match[4] ?? "" };
  return dayOf(partsIn(parts, format));
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

type Written = { readonly first: string; readonly second: string; readonly third: string };

function partsIn({ first, second, third }: Written, format: DateFormat): Parts {
  if (format.startsWith("y")) return { year: first, month: second, day: third };
  if (format.startsWith("d")) return { year: third, month: second, day: first };
  return { year: third, month: first, day: second };
}

function dayOf({ year, month, day }: Parts): string | null {
  if (month.length > 2 || day.length > 2) return null;
  const fullYear = yearOf(year);
  if (fullYear === null) return null;
  const wall = { ...midnight, year: fullYear, month: Number(month), day: Number(day) };
  return isWallTime(wall) ? isoDay(wall) : null;
}

function yearOf(digits: string): number | null {
  if (digits.length === 4) return Number(digits);
  if (digits.length !== 2) return null;
  const year = Number(digits);
  return year < 70 ? 2000 + year : 1900 + year;
}
