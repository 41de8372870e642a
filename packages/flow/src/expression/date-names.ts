/** How one language names months (January first) and days of the week (Sunday first). */
export interface DateNames {
  /** As they stand in a date with its day: in Russian, "мая". */
  readonly monthsInDates: readonly string[];
  /** As they stand alone: "май". */
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
}

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
const firstThree = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** The language of other programs: what they write is read in any bot. */
export const englishNames: DateNames = {
  ...{ months, monthsInDates: months, shortMonths: firstThree(months) },
  ...{ weekdays, shortWeekdays: firstThree(weekdays) },
};

/** Names of languages that were asked for lately; each takes a few milliseconds to ask the platform for. */
const known = new Map<string, DateNames>();
const mostKnown = 50;

/** The names of a BCP 47 language; English ones where the platform knows none. */
export function dateNames(language: string): DateNames {
  if (language === "en") return englishNames;
  const found = known.get(language);
  if (found !== undefined) return found;
  const made = askPlatform(language);
  if (known.size >= mostKnown) known.clear();
  known.set(language, made);
  return made;
}

function askPlatform(language: string): DateNames {
  const tag = supported(language);
  // Its English shortens September to four letters; formats count on three.
  if (tag === undefined || /^en\b/i.test(tag)) return englishNames;
  return {
    months: monthsAs(tag, { month: "long" }),
    monthsInDates: monthsAs(tag, { month: "long", day: "numeric" }),
    shortMonths: monthsAs(tag, { month: "short" }),
    weekdays: weekdaysAs(tag, "long"),
    shortWeekdays: weekdaysAs(tag, "short"),
  };
}

/** The tag with our calendar and digits. A language that the platform lacks would give that of the machine. */
function supported(language: string): string | undefined {
  try {
    const [tag] = Intl.DateTimeFormat.supportedLocalesOf(language);
    return tag === undefined ? undefined : new Intl.Locale(tag).baseName;
  } catch {
    return undefined;
  }
}

const dayMs = 86_400_000;
const firstSundayMs = Date.UTC(2026, 0, 4);

function monthsAs(tag: string, shown: Intl.DateTimeFormatOptions): string[] {
  const name = namer(tag, shown, "month");
  const alone = namer(tag, { month: "long" }, "month");
  return months.map((_, month) => {
    const ms = Date.UTC(2026, month, 15);
    // Where months are counted (5月), the date's part is the number only.
    return /^\d+$/.test(name(ms)) ? alone(ms) : name(ms);
  });
}

function weekdaysAs(tag: string, weekday: "long" | "short"): string[] {
  const name = namer(tag, { weekday }, "weekday");
  return weekdays.map((_, day) => name(firstSundayMs + day * dayMs));
}

function namer(
  tag: string,
  shown: Intl.DateTimeFormatOptions,
  part: "month" | "weekday",
): (ms: number) => string {
  const format = new Intl.DateTimeFormat(tag, {
    ...shown,
    ...{ timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" },
  });
  const isAlone = Object.keys(shown).length === 1;
  return (ms) => {
    if (isAlone) return format.format(ms);
    return format.formatToParts(ms).find(({ type }) => type === part)?.value ?? "";
  };
}
