import { type ReactNode, useId } from "react";
import "./field.css";

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value, and what to do. */
  readonly error?: string | null | undefined;
  /** The label is for screen readers alone. */
  readonly hidesLabel?: boolean;
  /** Several controls that name themselves: the label is only drawn. */
  readonly isGroup?: boolean;
  /** Gets the ids that tie the control to its label and its words. */
  readonly children: (ids: FieldIds) => ReactNode;
}

export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

/** A control with its label, its hint and its error. */
export function Field({ label, hint, error, hidesLabel, isGroup, children }: FieldProps) {
  const id = useId();
  const looks = hidesLabel ? "visually-hidden" : "field-label";
  const describing = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      {isGroup ? (
        <span className={looks} aria-hidden="true">
          {label}
        </span>
      ) : (
        <label className={looks} htmlFor={id}>
          {label}
        </label>
      )}
      {children({
        id,
        "aria-describedby": describing || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
