import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";

export interface TwoFactorOffProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes the second step away, for whoever knows the password. */
export function TwoFactorOff({ onClose, onDone }: TwoFactorOffProps) {
  const api = useApi();
  const notices = useNotices();
  const form = useId();
  const disable = useMutation({
    mutationFn: (body: { readonly password: string }) =>
      api.write("POST", "/studio/api/two_factor/disable", { body }),
    onSuccess: () => {
      notices.tell({ text: t("Two-factor sign-in is off") });
      onDone();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("Switch off two-factor sign-in")}
      about={t("The password alone opens your account again. Your backup codes end.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Keep it on")}</Button>
          <Button type="submit" form={form} look="danger" isBusy={disable.isPending}>
            {t("Switch off")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="settings-form"
        onSubmit={(event) => disable.mutate(formValues(event, ["password"]))}
      >
        <RefusalNote error={disable.error} fields={["password"]} />
        <PasswordField
          label={t("Password")}
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          error={fieldErrors(disable.error).password}
        />
      </form>
    </Dialog>
  );
}
