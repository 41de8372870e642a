import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

export interface CodeStepProps {
  readonly onVerified: () => void;
  readonly onBack: () => void;
}

/** The second step: what the authenticator shows, or a backup code. */
export function CodeStep({ onVerified, onBack }: CodeStepProps) {
  const api = useApi();
  const [isBackup, setBackup] = useState(false);
  const verify = useMutation({
    mutationFn: (body: { readonly code: string }) =>
      api.write("POST", "/studio/api/two_factor/verify", { body }),
    onSuccess: onVerified,
  });
  const wrong = fieldErrors(verify.error).code;
  return (
    <form className="welcome-form" onSubmit={(event) => verify.mutate(formValues(event, ["code"]))}>
      <RefusalNote error={verify.error} fields={["code"]} />
      <div className="welcome-code">
        {isBackup ? (
          <TextField
            key="backup"
            label={t("Backup code")}
            hint={t("One of those you kept when you switched two-factor on. Each works once.")}
            name="code"
            error={wrong}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
        ) : (
          <TextField
            key="authenticator"
            label={t("Code")}
            hint={
              wrong === undefined
                ? t("Six digits, as your authenticator shows them now.")
                : t("Codes go by the clock: see whether the one of your phone is right.")
            }
            name="code"
            error={wrong}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            maxLength={7}
            required
            autoFocus
          />
        )}
      </div>
      <Button type="submit" look="primary" isBusy={verify.isPending}>
        {t("Verify")}
      </Button>
      <Button look="quiet" onClick={() => setBackup(!isBackup)}>
        {isBackup ? t("Use the authenticator") : t("Use a backup code")}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t("Sign in as somebody else")}
      </Button>
    </form>
  );
}
