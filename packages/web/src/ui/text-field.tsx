import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field.tsx";

interface Worded {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly hidesLabel?: boolean;
  readonly size?: "normal" | "small";
  readonly isMono?: boolean;
}

const classOf = ({ size, isMono }: Pick<Worded, "size" | "isMono">) =>
  ["input", size === "small" && "input-small", isMono && "input-mono"].filter(Boolean).join(" ");

export type TextFieldProps = Worded & Omit<ComponentProps<"input">, "size" | "id">;

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, hidesLabel, size = "normal", isMono = false, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} hidesLabel={hidesLabel ?? false}>
      {(ids) => <input type="text" {...rest} {...ids} className={classOf({ size, isMono })} />}
    </Field>
  );
}

export type TextAreaProps = Worded & Omit<ComponentProps<"textarea">, "id">;

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { label, hint, error, hidesLabel, size = "normal", isMono = false, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} hidesLabel={hidesLabel ?? false}>
      {(ids) => <textarea {...rest} {...ids} className={classOf({ size, isMono })} />}
    </Field>
  );
}

export type SelectProps = Worded &
  Omit<ComponentProps<"select">, "size" | "id" | "children"> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };

/** One of a few: the platform's own list, which every keyboard, reader and phone knows. */
export function Select(props: SelectProps) {
  const {
    label,
    hint,
    error,
    hidesLabel,
    size = "normal",
    isMono = false,
    options,
    ...rest
  } = props;
  return (
    <Field label={label} hint={hint} error={error} hidesLabel={hidesLabel ?? false}>
      {(ids) => (
        <select {...rest} {...ids} className={classOf({ size, isMono })}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
