const units = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** Writes seconds as a person does: `2 h 30 min`, `45 s`, `1.5 s`. */
export function writeDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return String(seconds);
  if (seconds === 0) return "0 s";
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = unit === "s" ? rounded(rest) : Math.floor(rest / length);
    if (count === 0) continue;
    parts.push(`${count} ${unit}`);
    rest -= count * length;
  }
  return parts.join(" ");
}

/** Says seconds in the words of a language: *2 hours 30 minutes*, *90 segundos*; of what is no time, nothing. */
export function sayDuration(seconds: unknown, language: string): string {
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds < 0) return "";
  let rest = rounded(seconds);
  const parts = spoken.flatMap(([unit, length]) => {
    const count = unit === "second" ? rounded(rest) : Math.floor(rest / length);
    rest -= count * length;
    if (count === 0 && (unit !== "second" || seconds > 0)) return [];
    const format = { style: "unit", unit, unitDisplay: "long" } as const;
    return [new Intl.NumberFormat(language, format).format(count)];
  });
  return parts.join(" ");
}

const spoken = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Reads `2 h 30 min`, `90m`, `1:30`, `45`, in any order and case; a bare number counts seconds. `null`: none of these. */
export function readDuration(text: string): number | null {
  const written = text.trim().toLowerCase().replaceAll(",", ".");
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  const clock = /^(\d+):([0-5]?\d)(?::([0-5]?\d))?$/.exec(written);
  if (clock) return readClock(clock);
  if (!/^(?:\d+(?:\.\d+)?\s*\p{L}+[\s.,]*)+$/u.test(written)) return null;
  let seconds = 0;
  for (const [, count, unit = ""] of written.matchAll(/(\d+(?:\.\d+)?)\s*(\p{L}+)/gu)) {
    const length = lengths.get(unit);
    if (length === undefined) return null;
    seconds += Number(count) * length;
  }
  return rounded(seconds);
}

/** `1:30` is hours and minutes, as one says it of a time to wait. */
function readClock([, hours, minutes, seconds = "0"]: RegExpExecArray): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}

const lengths: ReadonlyMap<string, number> = new Map(
  (
    [
      [86_400, "d day days tag tage día días dia dias"],
      [3600, "h hr hrs hour hours std stunde stunden hora horas"],
      [60, "m min mins minute minutes minuten minuto minutos"],
      [1, "s sec secs second seconds sek sekunde sekunden segundo segundos"],
    ] as const
  ).flatMap(([length, names]) => names.split(" ").map((name) => [name, length] as const)),
);
