import type { SetupRequest } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { NewPasswordField } from "../new-password-field.tsx";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";
import { ConsoleCodeField } from "./console-code-field.tsx";
import { useEnter } from "./use-enter.ts";
import { WelcomeFrame } from "./welcome-frame.tsx";

const names = ["code", "name", "email", "password", "workspace"] as const;
const command = "npx parley setup-code";

/** The first start: whoever can read the server's console becomes the owner. */
export function SetUpPage() {
  const api = useApi();
  const enter = useEnter();
  const setUp = useMutation({
    mutationFn: (body: SetupRequest) => api.write("POST", "/studio/api/setup", { body }),
    onSuccess: () => enter("/bots"),
  });
  const errors = fieldErrors(setUp.error);
  return (
    <WelcomeFrame
      title={t("Set up Parley")}
      about={t("You become the owner of this installation. It takes a minute.")}
    >
      <form className="welcome-form" onSubmit={(event) => setUp.mutate(formValues(event, names))}>
        <RefusalNote error={setUp.error} fields={names} />
        <ConsoleCodeField label={t("Set-up code")} error={errors.code} hint={<CodeHint />} />
        <TextField
          label={t("Your name")}
          name="name"
          autoComplete="name"
          required
          error={errors.name}
        />
        <TextField
          label={t("E-mail address")}
          name="email"
          type="email"
          autoComplete="username"
          required
          error={errors.email}
        />
        <NewPasswordField label={t("Password")} error={errors.password} />
        <TextField
          label={t("Name of the workspace")}
          name="workspace"
          autoComplete="organization"
          required
          error={errors.workspace}
          hint={t("Your company or team. You can add more workspaces later.")}
        />
        <Button type="submit" look="primary" isBusy={setUp.isPending}>
          {t("Set up")}
        </Button>
      </form>
    </WelcomeFrame>
  );
}

function CodeHint() {
  return (
    <>
      {t("The server prints it on its console when it starts. To read it again, run there:")}{" "}
      <Copy text={command} />
    </>
  );
}
