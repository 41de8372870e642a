import { Copy, Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { isRecord, listIn, textIn, valueIn, withValue } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { DayHours } from "./day-hours.tsx";
import { ParamField } from "./param-field.tsx";
import { placeholderOf } from "./text-controls.tsx";

/** Openings by weekday, Monday first. */
export function WeekControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { isReadOnly, problems, block } = useInspector();
  const days = [...node.fields.slice(1), ...node.fields.slice(0, 1)];
  const monday = valueIn(value, "1");
  const copy = () =>
    onChange(workDays.reduce<unknown>((week, day) => withValue(week, day, monday ?? null), value));
  return (
    <ParamField
      {...props}
      isGroup
      problems={problemsWithin(problems, block, path)}
      aside={
        !isReadOnly && (
          <Button look="quiet" size="small" icon={<Copy />} onClick={copy}>
            {t("Monday to Friday alike")}
          </Button>
        )
      }
    >
      {() => (
        <div className="hours-days">
          {days.map((day) => (
            <Day
              key={day.name}
              name={formWord(day.label)}
              hours={valueIn(value, day.name)}
              onChange={(hours) => onChange(withValue(value, day.name, hours))}
            />
          ))}
        </div>
      )}
    </ParamField>
  );
}

const workDays = ["1", "2", "3", "4", "5"];

interface DayProps {
  readonly name: string;
  readonly hours: unknown;
  readonly onChange: (hours: unknown) => void;
}

function Day({ name, hours, onChange }: DayProps) {
  const { isReadOnly } = useInspector();
  return (
    <>
      <span className="hours-day">{name}</span>
      <DayHours day={name} hours={hours} disabled={isReadOnly} onChange={onChange} />
    </>
  );
}

/** Days of the calendar that have openings of their own. */
export function SpecialDaysControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { isReadOnly, problems, block } = useInspector();
  const days = isRecord(value) ? Object.entries(value) : [];
  const change = (after: readonly (readonly [string, unknown])[]) =>
    onChange(after.length === 0 ? undefined : Object.fromEntries(after));
  return (
    <ParamField {...props} isGroup problems={problemsWithin(problems, block, path)}>
      {() => (
        <div className="hours-special">
          {days.map(([day, hours], index) => (
            <div key={day}>
              <DateLine
                day={day}
                onRemove={() => change(days.toSpliced(index, 1))}
                onChange={(to) => change(days.toSpliced(index, 1, [to, hours]))}
              />
              <DayHours
                day={day}
                hours={hours}
                disabled={isReadOnly}
                onChange={(after) => change(days.toSpliced(index, 1, [day, after]))}
              />
            </div>
          ))}
          <AddDay
            label={formWord(node.row)}
            taken={days.map(([day]) => day)}
            onAdd={(day) => change([...days, [day, [["09:00:00", "13:00:00"]]]])}
          />
        </div>
      )}
    </ParamField>
  );
}

/** Days of the calendar. */
export function DaysControl(props: ControlProps) {
  const { path, value, onChange } = props;
  const { problems, block } = useInspector();
  const days = listIn(value).map(textIn);
  const change = (after: readonly string[]) =>
    onChange(after.length === 0 ? undefined : after.toSorted());
  return (
    <ParamField {...props} isGroup problems={problemsWithin(problems, block, path)}>
      {() => (
        <div className="hours-special">
          {days.map((day, index) => (
            <DateLine
              key={day}
              day={day}
              onRemove={() => change(days.toSpliced(index, 1))}
              onChange={(to) => change(days.toSpliced(index, 1, to))}
            />
          ))}
          <AddDay label={t("Add a day")} taken={days} onAdd={(day) => change([...days, day])} />
        </div>
      )}
    </ParamField>
  );
}

interface DateLineProps {
  readonly day: string;
  readonly onChange: (day: string) => void;
  readonly onRemove: () => void;
}

function DateLine({ day, onChange, onRemove }: DateLineProps) {
  const { isReadOnly } = useInspector();
  return (
    <div className="hours-date">
      <input
        type="date"
        className="input"
        aria-label={t("Day")}
        value={day}
        disabled={isReadOnly}
        onChange={({ target }) => target.value !== "" && onChange(target.value)}
      />
      {!isReadOnly && (
        <IconButton
          size="small"
          label={t("Remove {day}", { day })}
          icon={<Trash2 />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

interface AddDayProps {
  readonly label: string;
  readonly taken: readonly string[];
  readonly onAdd: (day: string) => void;
}

/** A day is added once it is whole: half a date is none. */
function AddDay({ label, taken, onAdd }: AddDayProps) {
  const { isReadOnly } = useInspector();
  const [day, setDay] = useState("");
  if (isReadOnly) return null;
  const add = () => {
    onAdd(day);
    setDay("");
  };
  return (
    <div className="hours-date">
      <input
        type="date"
        className="input"
        aria-label={label}
        value={day}
        onChange={({ target }) => setDay(target.value)}
      />
      <Button
        look="quiet"
        size="small"
        icon={<Plus />}
        disabled={day === "" || taken.includes(day)}
        onClick={add}
      >
        {label}
      </Button>
    </div>
  );
}

/** An IANA time zone. */
export function TimeZoneControl(props: ControlProps) {
  const list = useId();
  const { node, value, onChange } = props;
  return (
    <ParamField {...props}>
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            className="input"
            list={list}
            value={textIn(value)}
            placeholder={placeholderOf({ node })}
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </ParamField>
  );
}
