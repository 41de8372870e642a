import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import "./checkbox.css";

export interface CheckboxProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly disabled?: boolean;
  /** The label is for screen readers alone. */
  readonly hidesLabel?: boolean;
}

/** Part of what is sent when the form is. */
export function Checkbox(props: CheckboxProps) {
  const { label, hint, isChecked, onChange, disabled = false, hidesLabel = false } = props;
  const id = useId();
  return (
    <div className="checkbox-row">
      <Radix.Root
        className="checkbox"
        id={id}
        checked={isChecked}
        onCheckedChange={(checked) => onChange(checked === true)}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Radix.Indicator className="checkbox-mark">
          <Check />
        </Radix.Indicator>
      </Radix.Root>
      <div>
        <label className={hidesLabel ? "visually-hidden" : "checkbox-label"} htmlFor={id}>
          {label}
        </label>
        {hint && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
