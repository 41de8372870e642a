import type { Hook, HookSecretAnswer } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { t } from "../../../ui/words.ts";
import { hookPath } from "../hook-queries.ts";

/** Gives a hook a new signing secret, and shows it once. */
export function RotateSecret({
  hook,
  onClose,
}: {
  readonly hook: Hook;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const path = hookPath({ channelId: hook.channel_id, hookId: hook.id });
  const rotate = useMutation({
    mutationFn: async () =>
      (await api.write<HookSecretAnswer>("POST", `${path}rotate_secret/`)).body.secret,
  });
  const secret = rotate.data;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Rotate the signing secret of {name}", { name: hook.name })}
      about={t(
        "The present secret goes on signing beside the new one for 24 hours, so that your server can be changed in between.",
      )}
      actions={
        secret ? (
          <Button look="primary" onClick={onClose}>
            {t("Done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("Cancel")}</Button>
            <Button
              look="primary"
              autoFocus
              isBusy={rotate.isPending}
              onClick={() => rotate.mutate()}
            >
              {t("Make a new secret")}
            </Button>
          </>
        )
      }
    >
      {secret && <SecretOnce label={t("Signing secret")} secret={secret} />}
      {rotate.error && (
        <p className="field-error" role="alert">
          {rotate.error.message}
        </p>
      )}
    </Dialog>
  );
}
