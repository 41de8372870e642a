import { RadioGroup as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import "./radio-cards.css";

export interface RadioCardsProps<V extends string> {
  /** What is chosen. */
  readonly label: string;
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    /** What choosing it means. */
    readonly about?: ReactNode;
  }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** One of a few that need a line of words each. */
export function RadioCards<V extends string>(props: RadioCardsProps<V>) {
  const { label, options, value, onChange } = props;
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find((it) => it.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <div className="field">
      <span className="field-label" id={id}>
        {label}
      </span>
      <Radix.Root className="radio-cards" aria-labelledby={id} value={value} onValueChange={choose}>
        {options.map((option) => (
          <div key={option.value} className="radio-card">
            <Radix.Item
              className="radio"
              id={`${id}-${option.value}`}
              value={option.value}
              aria-describedby={`${id}-${option.value}-about`}
            >
              <Radix.Indicator className="radio-dot" />
            </Radix.Item>
            <label htmlFor={`${id}-${option.value}`}>
              <span className="radio-label">{option.label}</span>
              <span className="field-hint" id={`${id}-${option.value}-about`}>
                {option.about}
              </span>
            </label>
          </div>
        ))}
      </Radix.Root>
    </div>
  );
}
