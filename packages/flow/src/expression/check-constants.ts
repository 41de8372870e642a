import { readUnit } from "./calendar.ts";
import { childrenOf } from "./children-of.ts";
import { dateFormatWords, isDateFormat, isMinutesForMonth } from "./date-format.ts";
import type { Expression, FormulaProblem, Span } from "./expression.ts";
import type { ConstantKind } from "./formula-function.ts";
import { functionNamed } from "./functions/catalogue.ts";
import { readIsoDate } from "./iso-date.ts";
import { nearestName } from "./nearest-name.ts";
import { compilePattern } from "./pattern.ts";
import { isTimeZone } from "./zone.ts";

/** A text in a formula that cannot be what its function wants there, or hardly is what was meant (a warning). */
export interface ConstantProblem extends FormulaProblem {
  readonly isWarning?: boolean;
}

/**
 * Finds the first format, unit, zone, pattern or date that is written out in a formula and would fail every time it
 * runs; `null`: there is none. As with what does not parse, the next one shows when this one is mended.
 */
export function checkConstants(tree: Expression): ConstantProblem | null {
  let warning: ConstantProblem | null = null;
  for (const { kind, text, span } of constantsOf(tree)) {
    const found = checks[kind](text);
    if (found?.isWarning) warning ??= { ...found, ...span };
    else if (found) return { ...found, ...span };
  }
  return warning;
}

/** Lists the regular expressions that are written out in a formula. */
export function patternsIn(tree: Expression): readonly string[] {
  return constantsOf(tree).flatMap(({ kind, text }) => (kind === "pattern" ? [text] : []));
}

interface Constant {
  readonly kind: ConstantKind;
  readonly text: string;
  readonly span: Span;
}

function constantsOf(tree: Expression): readonly Constant[] {
  const own = tree.kind === "call" ? ownConstants(tree) : [];
  return [...own, ...childrenOf(tree).flatMap(constantsOf)];
}

function ownConstants({ name, args }: Expression & { kind: "call" }): readonly Constant[] {
  const kinds = functionNamed(name)?.constants ?? [];
  return args.flatMap((arg, index) => {
    const kind = kinds[index];
    if (!kind || arg.kind !== "literal" || typeof arg.value !== "string") return [];
    return [{ kind, text: arg.value, span: { from: arg.from, to: arg.to } }];
  });
}

type Found = Omit<ConstantProblem, keyof Span>;

const checks: { readonly [kind in ConstantKind]: (text: string) => Found | null } = {
  date: (text) =>
    readIsoDate(text) === undefined
      ? {
          code: "bad-date",
          message: `"${clip(text)}" is no date that formulas read.`,
          hint: 'Write it as 2026-02-28, or read it by its format: ParseDate("28/02/2026", "dd/MM/yyyy").',
        }
      : null,
  format: checkFormat,
  pattern(text) {
    const compiled = compilePattern(text);
    if (compiled.ok) return null;
    const hint = "Use RE2 syntax: no back references, no look-around.";
    return {
      code: "bad-pattern",
      message: `This pattern cannot be used: ${compiled.message}.`,
      hint,
    };
  },
  unit(text) {
    if (readUnit(text) !== undefined) return null;
    const near = nearestName(text, units);
    const hint = near ? `Did you mean "${near}"?` : `Write one of ${units.join(", ")}.`;
    return { code: "bad-unit", message: `"${clip(text)}" is no unit of time.`, hint };
  },
  zone(text) {
    if (isTimeZone(text)) return null;
    const near = nearestName(text, zonesBeside(text));
    const hint = near ? `Did you mean "${near}"?` : "Write an IANA name, such as Europe/Madrid.";
    return { code: "unknown-zone", message: `There is no time zone "${clip(text)}".`, hint };
  },
};

// Of one region and about the length: all zones there are would take a large file with many wrong ones seconds.
function zonesBeside(text: string): readonly string[] {
  const region = text.slice(0, text.indexOf("/") + 1).toLowerCase();
  const isNear = (zone: string): boolean =>
    Math.abs(zone.length - text.length) <= 3 && zone.toLowerCase().startsWith(region);
  return region === "" ? [] : Intl.supportedValuesOf("timeZone").filter(isNear);
}

const units = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];

function checkFormat(text: string): Found | null {
  if (!isDateFormat(text)) {
    const meant = inOurWords(text);
    const hint = isDateFormat(meant)
      ? `Did you mean "${meant}"? `
      : `Use ${dateFormatWords.join(" ")}; other letters stand in 'quotes'.`;
    return {
      code: "bad-format",
      message: `"${clip(text)}" is no format of dates.`,
      hint: hint.trim(),
    };
  }
  if (!isMinutesForMonth(text)) return null;
  const hint = `Months are MM: "${text.replace(/m+/g, (word) => word.toUpperCase())}".`;
  const message = `"${clip(text)}" has minutes where a month would be.`;
  return { code: "minutes-for-month", message, hint, isWarning: true };
}

/** A format as other programs write it (`YYYY-MM-DD`, `dddd`), in the words of this language. */
function inOurWords(text: string): string {
  const weekdays = text.replace(/d{4}/gi, "EEEE").replace(/d{3}/gi, "EEE");
  return weekdays.replaceAll("Y", "y").replaceAll("D", "d").replace(/A|tt/g, "a");
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
