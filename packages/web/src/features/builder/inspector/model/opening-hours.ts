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
      ? [{ from: from.slice(0, 5), to: to.slice(0, 5) }]
      : [];
  });
}

/** Writes a day's openings as flow files hold them; `null` for a closed day. */
export function writeOpenings(
  openings: readonly Opening[],
): readonly (readonly [string, string])[] | null {
  if (openings.length === 0) return null;
  return openings.map(({ from, to }) => [`${from}:00`, `${to}:00`] as const);
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
