import type { Words } from "../text/words.ts";

const dayMs = 86_400_000;

/** The local day of a moment, as a key. */
export function dayOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** How a day is called: today, yesterday, or its date. */
export function dayName(atMs: number, nowMs: number, words: Words): string {
  if (dayOf(atMs) === dayOf(nowMs)) return words("today");
  if (dayOf(atMs) === dayOf(nowMs - dayMs)) return words("yesterday");
  return new Intl.DateTimeFormat(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(atMs);
}

/** The time of day, as the visitor's system writes it. */
export function timeName(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(atMs);
}
