import type { ReactNode } from "react";
import "./form.css";

export interface ChoicesProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Any number of a few. */
export function Choices({ label, hint, options, values, onChange }: ChoicesProps) {
  const toggle = (value: string, isOn: boolean) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((it) => (it === value ? isOn : values.includes(it))),
    );
  return (
    <fieldset className="form-choices">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="form-choice">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            onChange={({ target }) => toggle(option.value, target.checked)}
          />
          {option.label}
        </label>
      ))}
      {hint && <p className="field-hint form-choices-hint">{hint}</p>}
    </fieldset>
  );
}
