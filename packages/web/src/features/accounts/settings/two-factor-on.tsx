import type { TwoFactorKey } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { fieldErrors } from "../server-words.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordDialog } from "./password-dialog.tsx";
import { QrCode } from "./qr-code.tsx";
import "./two-factor-on.css";

export interface TwoFactorOnProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Three steps: the password once more, the authenticator with its first code, the backup codes. */
export function TwoFactorOn({ onClose, onDone }: TwoFactorOnProps) {
  const [key, setKey] = useState<TwoFactorKey | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  if (!key)
    return (
      <PasswordDialog<TwoFactorKey>
        title={t("Switch on two-factor sign-in")}
        about={t("First your password once more: what follows changes how you sign in.")}
        path="/studio/api/two_factor/begin"
        verb={t("Go on")}
        look="primary"
        keep={t("Cancel")}
        onClose={onClose}
        onDone={setKey}
      />
    );
  if (!isConfirmed)
    return <ConfirmStep twoFactor={key} onClose={onClose} onConfirmed={() => setConfirmed(true)} />;
  return <BackupCodes codes={key.backup_codes} onDone={onDone} />;
}

interface ConfirmStepProps {
  readonly twoFactor: TwoFactorKey;
  readonly onClose: () => void;
  readonly onConfirmed: () => void;
}

function ConfirmStep({ twoFactor, onClose, onConfirmed }: ConfirmStepProps) {
  const api = useApi();
  const form = useId();
  const confirm = useMutation({
    mutationFn: (body: { readonly code: string }) =>
      api.write("POST", "/studio/api/two_factor/confirm", { body }),
    onSuccess: onConfirmed,
  });
  const wrong = fieldErrors(confirm.error).code;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Add Parley to your authenticator")}
      about={t("Scan this with an authenticator app, then type the code that it shows.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={confirm.isPending}>
            {t("Confirm")}
          </Button>
        </>
      }
    >
      <div className="two-factor">
        <QrCode text={twoFactor.uri} label={t("QR code for the authenticator")} />
        <form
          id={form}
          className="two-factor-form"
          onSubmit={(event) => confirm.mutate(formValues(event, ["code"]))}
        >
          <div>
            <p className="field-hint">{t("Cannot scan? Type this key:")}</p>
            <Copy text={twoFactor.key} />
            {twoFactor.uri.startsWith("otpauth://") && (
              <a className="two-factor-here" href={twoFactor.uri}>
                {t("Open an authenticator on this device")}
              </a>
            )}
          </div>
          <RefusalNote error={confirm.error} fields={["code"]} />
          <TextField
            label={t("Code")}
            name="code"
            isMono
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            maxLength={7}
            required
            autoFocus
            error={wrong}
            hint={wrong && t("Codes go by the clock: see whether the one of your phone is right.")}
          />
        </form>
      </div>
    </Dialog>
  );
}
