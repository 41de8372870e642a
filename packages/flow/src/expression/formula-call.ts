import type { RE2JS } from "re2js";
import { type CalendarUnit, readUnit } from "./calendar.ts";
import { orderOf, truthy } from "./compare.ts";
import { type DateNames, dateNames } from "./date-names.ts";
import type { Expression, Span } from "./expression.ts";
import { type FormulaErrorCode, FormulaFailure } from "./formula-error.ts";
import { readIsoDate, utcMs, type WallTime } from "./iso-date.ts";
import { maxValueDepth, maxValueSize, measureValue } from "./measure-value.ts";
import { compilePattern } from "./pattern.ts";
import { readNumber } from "./read-number.ts";
import type { Value } from "./value.ts";
import { isList, isRecord, kindOf } from "./value-kind.ts";
import { valueText } from "./value-text.ts";
import { instantIn, wallTimeIn } from "./zone.ts";

/** A date argument: a day of the calendar without a zone, or an instant in milliseconds since 1970. */
export type Moment =
  | { readonly kind: "day"; readonly wall: WallTime }
  | { readonly kind: "instant"; readonly ms: number };

/** What one evaluation gives its calls: values of nodes, time, and the budget. */
export interface Run {
  readonly nowMs: number;
  readonly zone: string;
  readonly language: string;
  evaluate(node: Expression): Value;
  /** Takes work off the budget before it is done; about one unit a character or comparison. */
  spend(work: number, at: Span): void;
  /** Refuses a text of this length if it is more than a value may hold, and spends its making. */
  reserve(length: number, at: Span): void;
}

/**
 * One call of a function while it runs. Arguments are evaluated when they are first asked for, once, so
 * that `If` and `IfEmpty` leave the branch not taken alone. Every reader refuses a value of the wrong type.
 */
export class FormulaCall {
  readonly count: number;
  readonly #name: string;
  readonly #node: Span;
  readonly #args: readonly Expression[];
  readonly #values: (Value | undefined)[] = [];
  readonly #run: Run;

  constructor(run: Run, name: string, node: Span, args: readonly Expression[]) {
    this.count = args.length;
    this.#name = name;
    this.#node = node;
    this.#args = args;
    this.#run = run;
  }

  get nowMs(): number {
    return this.#run.nowMs;
  }

  get zone(): string {
    return this.#run.zone;
  }

  /** How the bot's language names months and days. */
  get dateNames(): DateNames {
    return dateNames(this.#run.language);
  }

  /** Tells whether the argument was written. */
  has(index: number): boolean {
    return index < this.count;
  }

  value(index: number): Value {
    const known = this.#values[index];
    if (known !== undefined) return known;
    const node = this.#args[index];
    const value = node === undefined ? null : this.#run.evaluate(node);
    this.#values[index] = value;
    return value;
  }

  values(from = 0): Value[] {
    return Array.from({ length: Math.max(0, this.count - from) }, (_, i) => this.value(from + i));
  }

  truth(index: number): boolean {
    return truthy(this.value(index));
  }

  number(index: number): number {
    const number = asNumber(this.value(index));
    if (number === undefined) throw this.mismatch(index, "a number");
    return number;
  }

  integer(index: number): number {
    const number = asNumber(this.value(index));
    if (number === undefined || !Number.isSafeInteger(number)) {
      throw this.mismatch(index, "a whole number");
    }
    return number;
  }

  /** All arguments as numbers; a list counts as its items. */
  numbers(): number[] {
    return this.values().flatMap((value, index) => {
      if (!isList(value)) return [this.number(index)];
      this.spend(2 * value.length);
      return value.map((item) => {
        const number = asNumber(item);
        if (number === undefined) throw this.mismatch(index, "a list of numbers only");
        return number;
      });
    });
  }

  /** A text, or the text of a number or boolean. */
  text(index: number): string {
    const value = this.value(index);
    if (value === null || typeof value === "object") throw this.mismatch(index, "a text");
    const text = typeof value === "string" ? value : valueText(value);
    this.spend(text.length);
    return text;
  }

  list(index: number): readonly Value[] {
    const value = this.value(index);
    if (!isList(value)) throw this.mismatch(index, "a list");
    this.spend(value.length);
    return value;
  }

  record(index: number): { readonly [key: string]: Value } {
    const value = this.value(index);
    if (!isRecord(value)) throw this.mismatch(index, "an object");
    return value;
  }

  /** A date or time: ISO text (without an offset in the bot's zone), or a number of seconds since 1970. */
  moment(index: number): Moment {
    const value = this.value(index);
    if (typeof value === "number" && Math.abs(value) < farthestSeconds) {
      return { kind: "instant", ms: Math.round(value * 1000) };
    }
    const iso = typeof value === "string" ? readIsoDate(value) : undefined;
    if (iso === undefined) {
      throw this.mismatch(index, "a date such as 2026-02-28 or 2026-02-28T09:30:00Z");
    }
    if (!iso.hasTime) return { kind: "day", wall: iso.wall };
    if (iso.offsetMinutes === undefined) return { kind: "instant", ms: this.instantOf(iso.wall) };
    return { kind: "instant", ms: utcMs(iso.wall) - iso.offsetMinutes * 60_000 };
  }

  /** A date argument on the wall clocks of a zone; a day without a time is itself everywhere. */
  wallOf(index: number, zone = this.zone): WallTime {
    const moment = this.moment(index);
    return moment.kind === "day" ? moment.wall : this.wallTimeOf(moment.ms, zone);
  }

  /** A date argument in milliseconds since 1970; a day without a time begins in the bot's zone. */
  instant(index: number): number {
    const moment = this.moment(index);
    return moment.kind === "day" ? this.instantOf(moment.wall) : moment.ms;
  }

  /** Writes an instant in UTC, as `2026-02-28T09:30:00Z`. */
  isoInstant(ms: number): string {
    if (!(ms >= firstInstantMs && ms <= lastInstantMs))
      throw this.failure("bad-argument", "no calendar reaches that far");
    return new Date(ms).toISOString().replace(".000Z", "Z");
  }

  /** A unit of time. */
  unit(index: number): CalendarUnit {
    const unit = readUnit(this.text(index));
    if (unit !== undefined) return unit;
    throw this.mismatch(index, "years, months, weeks, days, hours, minutes or seconds");
  }

  /** The instant of a wall time in a zone, by default the bot's. */
  instantOf(wall: WallTime, zone = this.zone): number {
    this.spend(zoneWork);
    const ms = instantIn(zone, wall);
    if (ms === undefined) throw this.#unknownZone(zone);
    return ms;
  }

  /** The wall time of an instant in a zone, by default the bot's. */
  wallTimeOf(ms: number, zone = this.zone): WallTime {
    this.spend(zoneWork);
    const wall = wallTimeIn(zone, ms);
    if (wall === undefined) throw this.#unknownZone(zone);
    return wall;
  }

  /** Passes a number on if it is one; an infinite or undefined result is an error. */
  finite(number: number): number {
    if (!Number.isFinite(number)) throw this.failure("not-a-number", "the result is not a number");
    return tidy(number);
  }

  /** Takes work off the budget; call it before work that grows with the size of the arguments. */
  spend(work: number): void {
    this.#run.spend(work, this.#node);
  }

  /** Asks for room before a text is made that may be larger than what it is made from. */
  reserve(length: number): void {
    this.#run.reserve(length, this.#node);
  }

  /** A compiled regular expression. */
  pattern(index: number): RE2JS {
    const compiled = compilePattern(this.text(index));
    if (!compiled.ok) throw this.failure("bad-pattern", compiled.message, index);
    this.spend(compilingWork * compiled.pattern.programSize());
    return compiled.pattern;
  }

  /** Takes off the budget what one search through a text may cost: every character tried at every part of the pattern. */
  spendSearch(pattern: RE2JS, length: number): void {
    this.spend(length * pattern.programSize());
  }

  refuseLongInput(index: number, text: string, most: number): void {
    if (text.length <= most) return;
    throw this.failure(
      "too-large",
      `argument ${index + 1} is longer than ${most} characters`,
      index,
    );
  }

  /** Takes off the budget what walking through a value costs, and gives it. */
  weigh(value: Value): number {
    const isText = typeof value === "string";
    const { size } = isText
      ? { size: value.length }
      : measureValue(value, { size: maxValueSize, depth: maxValueDepth });
    this.spend(size);
    return size;
  }

  /** The order of the first two arguments; an error where they have none. */
  order(): number {
    const order = orderOf(this.value(0), this.value(1), this.zone);
    if (order !== undefined) return order;
    const [a, b] = [describeValue(this.value(0)), describeValue(this.value(1))];
    throw this.failure("bad-argument", `${a} and ${b} have no order`);
  }

  /** Makes the error to throw. `index` points at the argument that caused it. */
  failure(code: FormulaErrorCode, what: string, index?: number): FormulaFailure {
    const { from, to } = (index === undefined ? undefined : this.#args[index]) ?? this.#node;
    return new FormulaFailure({ code, message: `${this.#name}: ${what}.`, from, to });
  }

  /** Makes the error for an argument of the wrong type. */
  mismatch(index: number, wanted: string): FormulaFailure {
    const found = describeValue(this.value(index));
    return this.failure(
      "bad-argument",
      `argument ${index + 1} must be ${wanted}, found ${found}`,
      index,
    );
  }

  #unknownZone(zone: string): FormulaFailure {
    return this.failure("unknown-zone", `there is no time zone "${zone.slice(0, 40)}"`);
  }
}

// What these cost beside a character looked at: tables of the platform are opened, programs built.
const zoneWork = 4_000;
const compilingWork = 16;

// The years 1 to 9999.
const firstInstantMs = -62_135_596_800_000;
const lastInstantMs = 253_402_300_799_999;

// From the year 69 to the year 3871: beyond lie mistakes such as milliseconds.
const farthestSeconds = 60_000_000_000;

/** Names a value in a message: its type and, if it is short, itself. */
export function describeValue(value: Value): string {
  if (value === null) return "nothing";
  if (isList(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return "an object";
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, 30) : value);
  return `the ${kindOf(value)} ${text}${typeof value === "string" && value.length > 30 ? "…" : ""}`;
}

// A text of more digits than a number keeps is an id: computing with it would give another one.
function asNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? readNumber(value) : undefined;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}

// Binary fractions show in sums such as 0.1 + 0.2; fifteen digits are what a double can promise.
function tidy(number: number): number {
  return Number.isInteger(number) ? number + 0 : Number(number.toPrecision(15));
}
