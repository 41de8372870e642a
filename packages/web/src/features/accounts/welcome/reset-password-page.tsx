import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { NewPasswordField } from "../new-password-field.tsx";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";
import { ConsoleCodeField } from "./console-code-field.tsx";
import { WelcomeFrame } from "./welcome-frame.tsx";

const names = ["code", "password"] as const;
const command = "npx parley account reset-password <e-mail>";

/** For whoever is locked out: a code from the server's console lets them choose another password. */
export function ResetPasswordPage() {
  const api = useApi();
  const reset = useMutation({
    mutationFn: (body: { readonly code: string; readonly password: string }) =>
      api.write("POST", "/studio/api/password/reset", { body }),
  });
  if (reset.isSuccess)
    return (
      <WelcomeFrame
        title={t("Password changed")}
        about={t("Every session of the account has ended. Sign in with the new password.")}
      >
        <div className="welcome-form">
          <LinkButton to="/sign-in" look="primary">
            {t("Go to sign-in")}
          </LinkButton>
        </div>
      </WelcomeFrame>
    );
  const errors = fieldErrors(reset.error);
  return (
    <WelcomeFrame
      title={t("Choose a new password")}
      about={t("With a code that whoever runs this server makes for you on its console:")}
      below={<LinkButton to="/sign-in">{t("Go to sign-in")}</LinkButton>}
    >
      <div className="welcome-command">
        <Copy text={command} />
      </div>
      <form className="welcome-form" onSubmit={(event) => reset.mutate(formValues(event, names))}>
        <RefusalNote error={reset.error} fields={names} />
        <ConsoleCodeField label={t("Code")} error={errors.code} />
        <NewPasswordField label={t("New password")} error={errors.password} />
        <Button type="submit" look="primary" isBusy={reset.isPending}>
          {t("Change password")}
        </Button>
      </form>
    </WelcomeFrame>
  );
}
