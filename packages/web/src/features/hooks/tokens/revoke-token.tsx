import type { Token } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { t } from "../../../ui/words.ts";

/** Asks before a key is taken out of use. */
export function RevokeToken({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const { name } = token;
  const revoke = useMutation({
    mutationFn: () => api.write("DELETE", `/v1/tokens/${token.id}/`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["tokens"] });
      notices.tell({ text: t("{name} opens nothing any more", { name }) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t("Revoke {name}?", { name })}
      about={t(
        "Whoever uses the token that begins with {prefix} is refused from now on. Nobody can take this back.",
        {
          prefix: token.prefix,
        },
      )}
      verb={t("Revoke token")}
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    />
  );
}
