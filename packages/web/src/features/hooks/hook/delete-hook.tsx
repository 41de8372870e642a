import type { Hook } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { t } from "../../../ui/words.ts";
import { hookPath } from "../hook-queries.ts";

/** Asks for the hook's name before it goes, with its log. */
export function DeleteHook({
  hook,
  onClose,
}: {
  readonly hook: Hook;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { name } = hook;
  const remove = useMutation({
    mutationFn: () =>
      api.write("DELETE", hookPath({ channelId: hook.channel_id, hookId: hook.id })),
    onSuccess: async () => {
      await navigate({ to: "/integrations", search: {} });
      queries.removeQueries({ queryKey: ["hooks"] });
      notices.tell({ text: t("{name} is deleted", { name }) });
    },
  });
  return (
    <Confirm
      title={t("Delete {name}?", { name })}
      about={t(
        "Its log goes with it, and so does what it is still owed. Nobody can take this back; pausing keeps both.",
      )}
      verb={t("Delete the MessageHook")}
      typed={name}
      isBusy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
