import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { NewPasswordField } from "../new-password-field.tsx";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

const names = ["name", "password"] as const;

export interface JoinFormProps {
  readonly email: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onJoin: (newcomer: { readonly name: string; readonly password: string }) => void;
}

/** Somebody new: their name, and a password of their own. */
export function JoinForm({ email, error, isBusy, onJoin }: JoinFormProps) {
  const errors = fieldErrors(error);
  return (
    <form className="welcome-form" onSubmit={(event) => onJoin(formValues(event, names))}>
      <RefusalNote error={error} fields={names} />
      <TextField
        label={t("E-mail address")}
        type="email"
        autoComplete="username"
        readOnly
        value={email}
        hint={t("You sign in with it from now on.")}
      />
      <TextField
        label={t("Your name")}
        name="name"
        autoComplete="name"
        required
        autoFocus
        error={errors.name}
      />
      <NewPasswordField label={t("Password")} error={errors.password} />
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t("Join")}
      </Button>
    </form>
  );
}
