import { useNotices } from "../../../data/notices-context.ts";
import { t } from "../../../ui/words.ts";
import { PasswordDialog } from "./password-dialog.tsx";

export interface TwoFactorOffProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes the second step away, for whoever knows the password. */
export function TwoFactorOff({ onClose, onDone }: TwoFactorOffProps) {
  const notices = useNotices();
  return (
    <PasswordDialog
      title={t("Switch off two-factor sign-in")}
      about={t("The password alone opens your account again. Your backup codes end.")}
      path="/studio/api/two_factor/disable"
      verb={t("Switch off")}
      look="danger"
      keep={t("Keep it on")}
      onClose={onClose}
      onDone={() => {
        notices.tell({ text: t("Two-factor sign-in is off") });
        onDone();
      }}
    />
  );
}
