import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Field } from "./field.tsx";
import { IconButton } from "./icon-button.tsx";
import type { TextFieldProps } from "./text-field.tsx";
import { t } from "./words.ts";
import "./password-field.css";

export type PasswordFieldProps = Omit<
  TextFieldProps,
  "type" | "size" | "isMono" | "autoComplete"
> & {
  /** Tells a password manager what to do: fill in the one it knows, or make one up. */
  readonly autoComplete: "current-password" | "new-password";
};

/** A password, which can be looked at while it is typed. */
export function PasswordField({ label, hint, error, hidesLabel, ...rest }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} hidesLabel={hidesLabel ?? false}>
      {(ids) => (
        <div className="password">
          <input
            spellCheck={false}
            autoCapitalize="none"
            {...rest}
            {...ids}
            type={isShown ? "text" : "password"}
            className="input password-input"
          />
          <IconButton
            className="password-show"
            size="small"
            label={isShown ? t("Hide password") : t("Show password")}
            icon={isShown ? <EyeOff /> : <Eye />}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          />
        </div>
      )}
    </Field>
  );
}
