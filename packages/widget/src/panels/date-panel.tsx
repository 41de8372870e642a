import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  addDays,
  addMonths,
  compareDays,
  type Day,
  formatDay,
  parseDay,
  toUtc,
  weekday,
  weeksOf,
} from "./calendar.ts";
import type { DatePanelProps } from "./panel-props.ts";
import { readersLocale } from "./readers-locale.ts";

/** A month to choose a day from; all of it works by keyboard. */
export function DatePanel({ input, words, nowMs, isRtl, onChoose }: DatePanelProps) {
  const today = useMemo(() => localDay(nowMs), [nowMs]);
  const range = { min: parseDay(input.minDate), max: parseDay(input.maxDate) };
  const [focused, setFocused] = useState(() => clamp(today, range));
  const [chosen, setChosen] = useState<Day | null>(null);
  const names = useMemo(calendarNames, []);
  const turn = (months: number) => setFocused(clamp(addMonths(focused, months), range));
  const arrow = (label: string, sign: string, months: number) => (
    <button type="button" class="icon-button" aria-label={label} onClick={() => turn(months)}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <fieldset class="prompt panel calendar" data-lb-part="date-picker">
      <legend class="unseen">{words("calendar")}</legend>
      <div class="calendar-head">
        {arrow(words("previous_month"), "‹", -1)}
        <span aria-live="polite">{names.month(focused)}</span>
        {arrow(words("next_month"), "›", 1)}
      </div>
      <MonthGrid
        {...{ focused, chosen, today, names, isRtl }}
        isOpen={(day) => compareDays(clamp(day, range), day) === 0}
        onFocus={(day) => setFocused(clamp(day, range))}
        onChoose={(day) => {
          setFocused(day);
          setChosen(day);
        }}
      />
      <button
        type="button"
        class="primary"
        data-lb-part="input-submit"
        disabled={!chosen}
        onClick={() => chosen && onChoose(formatDay(chosen, input.format))}
      >
        {chosen ? `${words("select")} ${names.medium(chosen)}` : words("select")}
      </button>
    </fieldset>
  );
}

type MonthGridProps = {
  focused: Day;
  chosen: Day | null;
  today: Day;
  names: ReturnType<typeof calendarNames>;
  isRtl: boolean;
  isOpen: (day: Day) => boolean;
  onFocus: (day: Day) => void;
  onChoose: (day: Day) => void;
};

function MonthGrid({ focused, names, isRtl, onFocus, ...rest }: MonthGridProps) {
  const movedByKey = useRef(false);
  const grid = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    if (!movedByKey.current) return;
    movedByKey.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focused]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveByKey(event, focused, names.firstWeekday, isRtl);
    if (!moved) return;
    event.preventDefault();
    movedByKey.current = true;
    onFocus(moved);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a date grid.
    <table role="grid" ref={grid} aria-label={names.month(focused)} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {names.weekdays.map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(focused, names.firstWeekday).map((week) => (
          <tr key={week.map((day) => formatDay(day)).join()}>
            {week.map((day) => (
              <DayCell key={formatDay(day)} {...{ day, focused, names, ...rest }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayCellProps = Omit<MonthGridProps, "isRtl" | "onFocus"> & { day: Day };

function DayCell({ day, focused, chosen, today, names, isOpen, onChoose }: DayCellProps) {
  if (day.month !== focused.month) return <td />;
  const isChosen = chosen !== null && compareDays(day, chosen) === 0;
  return (
    <td>
      <button
        type="button"
        tabIndex={compareDays(day, focused) === 0 ? 0 : -1}
        aria-label={names.full(day)}
        aria-current={compareDays(day, today) === 0 ? "date" : undefined}
        aria-pressed={isChosen}
        data-lb-state={isChosen ? "selected" : undefined}
        disabled={!isOpen(day)}
        onClick={() => onChoose(day)}
      >
        {day.day}
      </button>
    </td>
  );
}

function moveByKey(event: KeyboardEvent, day: Day, firstWeekday: number, isRtl: boolean) {
  const side = isRtl ? -1 : 1;
  const column = (weekday(day) - firstWeekday + 7) % 7;
  const moves: Readonly<Record<string, () => Day>> = {
    ArrowLeft: () => addDays(day, -side),
    ArrowRight: () => addDays(day, side),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -column),
    End: () => addDays(day, 6 - column),
    PageUp: () => addMonths(day, event.shiftKey ? -12 : -1),
    PageDown: () => addMonths(day, event.shiftKey ? 12 : 1),
  };
  return moves[event.key]?.();
}

function clamp(day: Day, { min, max }: { min: Day | null; max: Day | null }): Day {
  if (min && compareDays(day, min) < 0) return min;
  return max && compareDays(day, max) > 0 ? max : day;
}

function localDay(nowMs: number): Day {
  const now = new Date(nowMs);
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

function calendarNames() {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
    return (day: Day) => formatter.format(toUtc(day));
  };
  const firstWeekday = firstWeekdayOf(readersLocale());
  const short = format({ weekday: "short" });
  const long = format({ weekday: "long" });
  // 1 January 2023 was a Sunday.
  const week = Array.from({ length: 7 }, (_, index) => ({
    year: 2023,
    month: 1,
    day: 1 + ((firstWeekday + index) % 7),
  }));
  return {
    firstWeekday,
    weekdays: week.map((day) => ({ short: short(day), long: long(day) })),
    month: format({ month: "long", year: "numeric" }),
    full: format({ dateStyle: "full" }),
    medium: format({ dateStyle: "medium" }),
  };
}

function firstWeekdayOf(language: Intl.Locale & { getWeekInfo?: () => { firstDay: number } }) {
  return (language.getWeekInfo?.().firstDay ?? 1) % 7;
}
