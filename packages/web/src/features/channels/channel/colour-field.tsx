import type { ReactNode } from "react";
import { Field } from "../../../ui/field.tsx";
import { t } from "../../../ui/words.ts";
import "./colour-field.css";

export interface ColourFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  /** What holds where nothing is set. */
  readonly usual: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** A colour: picked, or written in any way that CSS knows. */
export function ColourField({ label, hint, value, usual, onChange, error }: ColourFieldProps) {
  const isHex = /^#[0-9a-f]{6}$/i.test(value);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <span className="colour">
          <input
            type="color"
            className="colour-swatch"
            aria-label={t("Pick: {label}", { label })}
            value={isHex ? value : usual}
            onChange={({ target }) => onChange(target.value)}
          />
          <input
            {...ids}
            type="text"
            className="input input-mono"
            placeholder={usual}
            maxLength={64}
            spellCheck={false}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        </span>
      )}
    </Field>
  );
}
