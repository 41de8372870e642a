import { Plus, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { t } from "../../../../ui/words.ts";
import {
  nextOpening,
  type Opening,
  readClock,
  readOpenings,
  writeOpenings,
} from "../model/opening-hours.ts";
import { useRowOrder } from "./use-row-order.ts";
import "./hours-controls.css";

export interface DayHoursProps {
  /** The day's name. */
  readonly day: string;
  readonly hours: unknown;
  readonly disabled: boolean;
  readonly onChange: (hours: unknown) => void;
}

const stay = () => undefined;

/** The openings of one day. */
export function DayHours({ day, hours, disabled, onChange }: DayHoursProps) {
  const openings = readOpenings(hours);
  // Two openings of a day can be the same while one types.
  const order = useRowOrder(openings.length, stay);
  const change = (after: readonly Opening[]) => onChange(writeOpenings(after));
  return (
    <div className="hours-openings">
      {openings.length === 0 && <span className="hours-closed">{t("Closed")}</span>}
      {openings.map((opening, index) => (
        <div className="hours-opening" key={order.keys[index]}>
          <TimeInput
            label={t("{day} from", { day })}
            value={opening.from}
            disabled={disabled}
            onChange={(from) => change(openings.toSpliced(index, 1, { ...opening, from }))}
          />
          <span aria-hidden>–</span>
          <TimeInput
            label={t("{day} to", { day })}
            value={opening.to}
            disabled={disabled}
            onChange={(to) => change(openings.toSpliced(index, 1, { ...opening, to }))}
          />
          {!disabled && (
            <IconButton
              size="small"
              label={t("Remove this opening")}
              icon={<X />}
              onClick={() => {
                order.onRemoved(index);
                change(openings.toSpliced(index, 1));
              }}
            />
          )}
        </div>
      ))}
      {!disabled && openings.length < mostOpenings && (
        <IconButton
          size="small"
          className="hours-add"
          label={t("Add an opening on {day}", { day })}
          icon={<Plus />}
          onClick={() => change([...openings, nextOpening(openings)])}
        />
      )}
    </div>
  );
}

const mostOpenings = 24;

interface TimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** The same clock for everybody, as the flow file has it. What is no time becomes the one before again. */
function TimeInput({ label, value, disabled, onChange }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = () => {
    const time = readClock(typed ?? "");
    if (time !== null && time !== value) onChange(time);
    setTyped(null);
  };
  return (
    <input
      type="text"
      className="input hours-time"
      aria-label={label}
      value={typed ?? value}
      disabled={disabled}
      inputMode="numeric"
      onChange={({ target }) => setTyped(target.value)}
      onBlur={read}
      onKeyDown={(event) => event.key === "Enter" && read()}
    />
  );
}
