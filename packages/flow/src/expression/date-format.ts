import { type DateNames, englishNames } from "./date-names.ts";
import { isWallTime, midnight, utcMs, type WallTime } from "./iso-date.ts";

/** The words a date format may use; everything in 'quotes' and every sign stands for itself. */
export const dateFormatWords = [
  "yyyy",
  "yy",
  "MMMM",
  "MMM",
  "MM",
  "M",
  "dd",
  "d",
  "EEEE",
  "EEE",
  "HH",
  "H",
  "hh",
  "h",
  "mm",
  "m",
  "ss",
  "s",
  "SSS",
  "a",
] as const;
type Word = (typeof dateFormatWords)[number];
type Piece = { readonly word: Word } | { readonly literal: string };

const words: ReadonlySet<string> = new Set(dateFormatWords);
const piece = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/gy;
const longestFormat = 100;

/** Tells whether a text is a format. */
export function isDateFormat(format: string): boolean {
  return readFormat(format) !== undefined;
}

/** Tells of `dd/mm/yyyy`, in which somebody took mm for the month: minutes beside a day or a year, without an hour. */
export function isMinutesForMonth(format: string): boolean {
  const found = new Set(readFormat(format)?.map((part) => ("word" in part ? part.word[0] : "")));
  const hasMinutesAlone = found.has("m") && !["M", "H", "h"].some((it) => found.has(it));
  return hasMinutesAlone && (found.has("d") || found.has("y"));
}

/** Writes a wall time in a format such as `dd/MM/yyyy HH:mm`; `undefined` for a format that is not one. */
export function formatWallTime(
  wall: WallTime,
  format: string,
  names: DateNames = englishNames,
): string | undefined {
  const pieces = readFormat(format);
  const hasDay = pieces?.some(
    (part) => "word" in part && (part.word === "d" || part.word === "dd"),
  );
  const inOrder = hasDay ? { ...names, months: names.monthsInDates } : names;
  return pieces
    ?.map((part) => ("literal" in part ? part.literal : writers[part.word](wall, inOrder)))
    .join("");
}

/** A day or time that a text shows, or what is wrong. */
export type ReadDate =
  | { readonly ok: true; readonly wall: WallTime; readonly hasTime: boolean }
  | { readonly ok: false; readonly fault: "bad-format" | "no-match" };

/**
 * Reads a text by a format; the whole text has to fit, and the calendar has to have the day. Names of months and days
 * may be in the language given or in English, which is what other programs write.
 */
export function parseWallTime(
  text: string,
  format: string,
  names: DateNames = englishNames,
): ReadDate {
  const pieces = readFormat(format);
  if (pieces === undefined) return { ok: false, fault: "bad-format" };
  const found = new Map<string, string>();
  let at = 0;
  for (const part of pieces) {
    const read =
      "literal" in part ? startAt(text, at, part.literal) : wordAt(text, at, part.word, names);
    if (read === undefined) return { ok: false, fault: "no-match" };
    if ("word" in part) found.set(part.word, read);
    at += read.length;
  }
  const wall = wallTimeFrom(found, names);
  if (at < text.length || wall === undefined) return { ok: false, fault: "no-match" };
  return { ok: true, wall, hasTime: timeWords.some((word) => found.has(word)) };
}

/** The day of the week: 0 is Sunday, 6 Saturday. */
export function weekdayOf(wall: WallTime): number {
  return new Date(utcMs(wall)).getUTCDay();
}

const timeWords: readonly Word[] = ["HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS"];

const writers: { readonly [word in Word]: (wall: WallTime, names: DateNames) => string } = {
  yyyy: ({ year }) => pad(year, 4),
  yy: ({ year }) => pad(year % 100, 2),
  MMMM: ({ month }, { months }) => months[month - 1] ?? "",
  MMM: ({ month }, { shortMonths }) => shortMonths[month - 1] ?? "",
  MM: ({ month }) => pad(month, 2),
  M: ({ month }) => String(month),
  dd: ({ day }) => pad(day, 2),
  d: ({ day }) => String(day),
  EEEE: (wall, { weekdays }) => weekdays[weekdayOf(wall)] ?? "",
  EEE: (wall, { shortWeekdays }) => shortWeekdays[weekdayOf(wall)] ?? "",
  HH: ({ hour }) => pad(hour, 2),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => pad(hour % 12 || 12, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  mm: ({ minute }) => pad(minute, 2),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => pad(second, 2),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => pad(millisecond, 3),
  a: ({ hour }) => (hour < 12 ? "AM" : "PM"),
};

function readFormat(format: string): readonly Piece[] | undefined {
  if (format === "" || format.length > longestFormat) return undefined;
  const matches = [...format.matchAll(piece)];
  const pieces = matches.map(([written, quoted]) => readPiece(written, quoted));
  const length = matches.reduce((total, [written]) => total + written.length, 0);
  const known = pieces.filter((part) => part !== undefined);
  return length === format.length && known.length === pieces.length ? known : undefined;
}

function readPiece(written: string, quoted: string | undefined): Piece | undefined {
  if (quoted !== undefined) return { literal: quoted === "" ? "'" : quoted.replaceAll("''", "'") };
  if (isWord(written)) return { word: written };
  return /^[A-Za-z]/.test(written) ? undefined : { literal: written };
}

function isWord(written: string): written is Word {
  return words.has(written);
}

function startAt(text: string, at: number, literal: string): string | undefined {
  return text.startsWith(literal, at) ? literal : undefined;
}

function wordAt(text: string, at: number, word: Word, names: DateNames): string | undefined {
  if (isNamed(word)) {
    const fitting = namesOf(word, names).filter((name) =>
      isSame(text.slice(at, at + name.length), name),
    );
    const longest = Math.max(0, ...fitting.map(({ length }) => length));
    return longest === 0 ? undefined : text.slice(at, at + longest);
  }
  const width = word.length === 1 ? "1,2" : String(word.length);
  return new RegExp(`^\\d{${width}}`).exec(text.slice(at, at + 4))?.[0];
}

const isNamed = (word: Word): word is "MMMM" | "MMM" | "EEEE" | "EEE" | "a" =>
  /^(?:MMMM|MMM|EEEE|EEE|a)$/.test(word);

const isSame = (written: string, name: string): boolean =>
  written.toLowerCase() === name.toLowerCase();

function namesOf(word: "MMMM" | "MMM" | "EEEE" | "EEE" | "a", names: DateNames): readonly string[] {
  if (word === "a") return ["AM", "PM"];
  if (word.startsWith("M")) return monthLists(word, names).flat();
  return [names, englishNames].flatMap(({ weekdays, shortWeekdays }) =>
    word === "EEEE" ? weekdays : [...shortWeekdays, ...shortWeekdays.map(withoutPoint)],
  );
}

/** All ways in which a text may call the months, each from January on. */
function monthLists(word: string, names: DateNames): readonly (readonly string[])[] {
  return [names, englishNames].flatMap(({ months, monthsInDates, shortMonths }) =>
    word === "MMMM" ? [months, monthsInDates] : [shortMonths, shortMonths.map(withoutPoint)],
  );
}

/** "sept." in French, and as people write it. */
const withoutPoint = (name: string): string => name.replace(/\.$/, "");

function wallTimeFrom(found: ReadonlyMap<string, string>, names: DateNames): WallTime | undefined {
  const number = (...names: Word[]): number | undefined => {
    const written = names.map((name) => found.get(name)).find((text) => text !== undefined);
    return written === undefined ? undefined : Number(written);
  };
  const year = number("yyyy") ?? century(number("yy"));
  const month = number("MM", "M") ?? monthNamed(found, names);
  const day = number("dd", "d");
  const hour = number("HH", "H") ?? twelveHours(number("hh", "h"), found.get("a")) ?? 0;
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const minute = number("mm", "m") ?? 0;
  const second = number("ss", "s") ?? 0;
  const millisecond = number("SSS") ?? 0;
  const wall = { ...midnight, year, month, day, hour, minute, second, millisecond };
  return isWallTime(wall) ? wall : undefined;
}

// Two digits: 1970 to 2069, as the trade reads them.
function century(year: number | undefined): number | undefined {
  if (year === undefined) return undefined;
  return year < 70 ? 2000 + year : 1900 + year;
}

function monthNamed(found: ReadonlyMap<string, string>, names: DateNames): number | undefined {
  const word = found.has("MMMM") ? "MMMM" : "MMM";
  const written = found.get(word) ?? "";
  for (const list of monthLists(word, names)) {
    const index = list.findIndex((name) => isSame(written, name));
    if (index >= 0) return index + 1;
  }
  return undefined;
}

function twelveHours(hour: number | undefined, half: string | undefined): number | undefined {
  if (hour === undefined || half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
