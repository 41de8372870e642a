/** Openings of one day in seconds since midnight on the wall clock: open at `from`, closed again at `to`. */
export type OpeningHours = readonly { readonly from: number; readonly to: number }[];

const dayEnds = 24 * 3600;
const shape = /^(\d\d):(\d\d)(?::(\d\d))?$/;

/** Reads the openings of a day; `null` is a closed day. Pairs that `readTime` refuses are no openings. */
export function readOpeningHours(
  pairs: readonly (readonly [string, string])[] | null,
): OpeningHours {
  return (pairs ?? []).flatMap(([opens, closes]) => {
    const from = readTime(opens);
    const to = readTime(closes);
    if (from === undefined || to === undefined) return [];
    // Hours that were meant to last to midnight are often written so, for want of a 24:00.
    return [{ from, to: to === dayEnds - 1 ? dayEnds : to }];
  });
}

/** Reads `HH:MM` or `HH:MM:SS` up to `24:00:00` as seconds since midnight. */
export function readTime(text: string): number | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]);
  const seconds = Number(match[3] ?? 0);
  const time = Number(match[1]) * 3600 + minutes * 60 + seconds;
  return minutes < 60 && seconds < 60 && time <= dayEnds ? time : undefined;
}
