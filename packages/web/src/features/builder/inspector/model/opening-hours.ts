import { listIn } from "./params.ts";

/** One opening of a day as clocks show it: `09:00` to `18:00`. */
export interface Opening {
  readonly from: string;
  readonly to: string;
}

/** Reads a day's openings; a closed day has none. */
export function readOpenings(hours: unknown): readonly Opening[] {
  return listIn(hours).flatMap((pair) => {
    const [from, to] = listIn(pair);
    return typeof from === "string" && typeof to === "string"
      ? [{ from: withoutSeconds(from), to: withoutSeconds(to) }]
      : [];
  });
}

/** Writes a day's openings as flow files hold them; `null` for a closed day. */
export function writeOpenings(
  openings: readonly Opening[],
): readonly (readonly [string, string])[] | null {
  if (openings.length === 0) return null;
  return openings.map(({ from, to }) => [withSeconds(from), withSeconds(to)] as const);
}

/** Reads `9`, `9:30`, `0930` or `18.30` as a clock shows it; `null`: no time of a day, which ends at 24:00. */
export function readClock(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d\d))?(?::(\d\d))?$/.exec(text.trim());
  if (!match) return null;
  const [hour, minute, second] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (minute > 59 || second > 59 || hour * 3600 + minute * 60 + second > 86_400) return null;
  const parts = [hour, minute, ...(second === 0 ? [] : [second])];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function withoutSeconds(time: string): string {
  return time.length === 8 && time.endsWith(":00") ? time.slice(0, 5) : time;
}

function withSeconds(time: string): string {
  return time.length === 5 ? `${time}:00` : time;
}

/** The opening that a new row of a day begins with: after the last one, as far as the day goes. */
export function nextOpening(openings: readonly Opening[]): Opening {
  const last = openings.at(-1);
  if (!last) return { from: "09:00", to: "18:00" };
  const hour = Math.min(Number(last.to.slice(0, 2)) + 1, 22);
  return { from: clock(hour), to: clock(Math.min(hour + 4, 23)) };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
