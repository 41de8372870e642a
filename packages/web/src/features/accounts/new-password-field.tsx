import { PasswordField } from "../../ui/password-field.tsx";
import { t } from "../../ui/words.ts";

export interface NewPasswordFieldProps {
  readonly label: string;
  readonly error: string | undefined;
}

/** A password that somebody chooses, as `password` of a form: says what it has to be, and asks password managers for one. */
export function NewPasswordField({ label, error }: NewPasswordFieldProps) {
  return (
    <PasswordField
      label={label}
      name="password"
      autoComplete="new-password"
      minLength={12}
      required
      error={error}
      hint={t("At least 12 characters. A few words are easier to keep than signs.")}
    />
  );
}
