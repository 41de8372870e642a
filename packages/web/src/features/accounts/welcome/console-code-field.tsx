import type { ReactNode } from "react";
import { TextField } from "../../../ui/text-field.tsx";

export interface ConsoleCodeFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error: string | undefined;
}

/** A code of the server's console, as `code` of a form: the first thing that is asked for. */
export function ConsoleCodeField({ label, hint, error }: ConsoleCodeFieldProps) {
  return (
    <TextField
      label={label}
      name="code"
      isMono
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required
      autoFocus
      error={error}
      hint={hint}
    />
  );
}
