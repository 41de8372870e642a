const unitMs = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
} as const;

type Unit = keyof typeof unitMs;

/** A length of time as people write it: `10 minutes`, `1 day`. */
export type Duration = `${number} ${Unit | `${Unit}s`}`;

/** Reads a length of time in milliseconds; throws on what is none. */
export function durationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?) (second|minute|hour|day)s?$/.exec(text.trim());
  if (!match) throw new Error(`"${text}" is not a length of time: write "10 minutes" or "1 day".`);
  const [, count, unit] = match;
  return Math.round(Number(count) * unitMs[unit as Unit]);
}
