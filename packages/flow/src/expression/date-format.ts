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

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
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
export function formatWallTime(wall: WallTime, format: string): string | undefined {
  const pieces = readFormat(format);
  return pieces
    ?.map((part) => ("literal" in part ? part.literal : writers[part.word](wall)))
    .join("");
}

/** A day or time that a text shows, or what is wrong. */
export type ReadDate =
  | { readonly ok: true; readonly wall: WallTime; readonly hasTime: boolean }
  | { readonly ok: false; readonly fault: "bad-format" | "no-match" };

/** Reads a text by a format; the whole text has to fit, and the calendar has to have the day. */
export function parseWallTime(text: string, format: string): ReadDate {
  const pieces = readFormat(format);
  if (pieces === undefined) return { ok: false, fault: "bad-format" };
  const found = new Map<string, string>();
  let at = 0;
  for (const part of pieces) {
    const read = "literal" in part ? startAt(text, at, part.literal) : wordAt(text, at, part.word);
    if (read === undefined) return { ok: false, fault: "no-match" };
    if ("word" in part) found.set(part.word, read);
    at += read.length;
  }
  const wall = wallTimeFrom(found);
  if (at < text.length || wall === undefined) return { ok: false, fault: "no-match" };
  return { ok: true, wall, hasTime: timeWords.some((word) => found.has(word)) };
}

/** The day of the week: 0 is Sunday, 6 Saturday. */
export function weekdayOf(wall: WallTime): number {
  return new Date(utcMs(wall)).getUTCDay();
}

const timeWords: readonly Word[] = ["HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS"];

const writers: { readonly [word in Word]: (wall: WallTime) => string } = {
  yyyy: ({ year }) => pad(year, 4),
  yy: ({ year }) => pad(year % 100, 2),
  MMMM: ({ month }) => months[month - 1] ?? "",
  MMM: ({ month }) => (months[month - 1] ?? "").slice(0, 3),
  MM: ({ month }) => pad(month, 2),
  M: ({ month }) => String(month),
  dd: ({ day }) => pad(day, 2),
  d: ({ day }) => String(day),
  EEEE: (wall) => weekdays[weekdayOf(wall)] ?? "",
  EEE: (wall) => (weekdays[weekdayOf(wall)] ?? "").slice(0, 3),
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

function wordAt(text: string, at: number, word: Word): string | undefined {
  if (/^(?:MMMM|MMM|EEEE|EEE|a)$/.test(word)) {
    const names = namesOf(word);
    const rest = text.slice(at, at + 12).toLowerCase();
    const name = names.find((candidate) => rest.startsWith(candidate.toLowerCase()));
    return name === undefined ? undefined : text.slice(at, at + name.length);
  }
  const width = word.length === 1 ? "1,2" : String(word.length);
  return new RegExp(`^\\d{${width}}`).exec(text.slice(at, at + 4))?.[0];
}

function namesOf(word: Word): readonly string[] {
  if (word === "a") return ["AM", "PM"];
  const names = word.startsWith("M") ? months : weekdays;
  return word.length === 3 ? names.map((name) => name.slice(0, 3)) : names;
}

function wallTimeFrom(found: ReadonlyMap<string, string>): WallTime | undefined {
  const number = (...names: Word[]): number | undefined => {
    const written = names.map((name) => found.get(name)).find((text) => text !== undefined);
    return written === undefined ? undefined : Number(written);
  };
  const year = number("yyyy") ?? century(number("yy"));
  const month = number("MM", "M") ?? monthNamed(found);
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

function monthNamed(found: ReadonlyMap<string, string>): number | undefined {
  const start = (found.get("MMMM") ?? found.get("MMM"))?.slice(0, 3).toLowerCase();
  const index = months.findIndex((name) => name.slice(0, 3).toLowerCase() === start);
  return index < 0 ? undefined : index + 1;
}

function twelveHours(hour: number | undefined, half: string | undefined): number | undefined {
  if (hour === undefined || half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
