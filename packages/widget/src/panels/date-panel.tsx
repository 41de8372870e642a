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
import type { DatePanelProps } from "./panels.ts";

/** A month to choose a day from; all of it works by keyboard. */
export function DatePanel({ input, words, nowMs, isRtl, onChoose }: DatePanelProps) {
  const today = useMemo(() => localDay(nowMs), [nowMs]);
  const range = { min: parseDay(input.minDate), max: parseDay(input.maxDate) };
  const [focused, setFocused] = useState(() => clamp(today, range));
  const [chosen, setChosen] = useState<Day | null>(null);
  const movedByKey = useRef(false);
  const grid = useRef<HTMLTableElement>(null);
  const names = useMemo(calendarNames, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the day the keys chose.
  useLayoutEffect(() => {
    if (!movedByKey.current) return;
    movedByKey.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focused]);

  const turn = (months: number) => setFocused(clamp(addMonths(focused, months), range));
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveByKey(event, focused, names.firstWeekday, isRtl);
    if (!moved) return;
    event.preventDefault();
    movedByKey.current = true;
    setFocused(clamp(moved, range));
  };
  const dayCell = (day: Day) => (
    <DayCell
      key={formatDay(day)}
      day={day}
      label={names.full(day)}
      isOtherMonth={day.month !== focused.month}
      isToday={compareDays(day, today) === 0}
      isChosen={chosen !== null && compareDays(day, chosen) === 0}
      isFocusable={compareDays(day, focused) === 0}
      isDisabled={compareDays(clamp(day, range), day) !== 0}
      onChoose={() => {
        setFocused(day);
        setChosen(day);
      }}
    />
  );

  return (
    <div
      class="prompt panel calendar"
      data-lb-part="date-picker"
      role="group"
      aria-label={words("calendar")}
    >
      <div class="calendar-head">
        <button
          type="button"
          class="icon-button"
          aria-label={words("previous_month")}
          onClick={() => turn(-1)}
        >
          <span aria-hidden="true">‹</span>
        </button>
        <span aria-live="polite">{names.month(focused)}</span>
        <button
          type="button"
          class="icon-button"
          aria-label={words("next_month")}
          onClick={() => turn(1)}
        >
          <span aria-hidden="true">›</span>
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a date grid. */}
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
            <tr key={week.map((day) => formatDay(day)).join()}>{week.map(dayCell)}</tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        class="primary"
        data-lb-part="input-submit"
        disabled={!chosen}
        onClick={() => chosen && onChoose(formatDay(chosen, input.format))}
      >
        {chosen ? `${words("select")} ${names.medium(chosen)}` : words("select")}
      </button>
    </div>
  );
}

type DayCellProps = {
  day: Day;
  label: string;
  isOtherMonth: boolean;
  isToday: boolean;
  isChosen: boolean;
  isFocusable: boolean;
  isDisabled: boolean;
  onChoose: () => void;
};

function DayCell({ day, label, isFocusable, isDisabled, isChosen, ...cell }: DayCellProps) {
  if (cell.isOtherMonth) return <td />;
  return (
    <td aria-selected={isChosen}>
      <button
        type="button"
        tabIndex={isFocusable ? 0 : -1}
        aria-label={label}
        aria-current={cell.isToday ? "date" : undefined}
        aria-pressed={isChosen}
        data-lb-state={isChosen ? "selected" : undefined}
        disabled={isDisabled}
        onClick={cell.onChoose}
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
  const firstWeekday = firstWeekdayOf(navigator.language);
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

function firstWeekdayOf(language: string): number {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    language || "en",
  );
  return (locale.getWeekInfo?.().firstDay ?? 1) % 7;
}
