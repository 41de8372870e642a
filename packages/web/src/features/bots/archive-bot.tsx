import type { Bot } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../data/api-context.ts";
import { useNotices } from "../../data/notices-context.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { t } from "../../ui/words.ts";

export interface ArchiveBotProps {
  readonly bot: Bot;
  readonly onClose: () => void;
}

/** Takes a bot away once its name was typed. Conversations that run on its versions run on. */
export function ArchiveBot({ bot, onClose }: ArchiveBotProps) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const { id, name } = bot;
  const archive = useMutation({
    mutationFn: () => api.write("DELETE", `/v1/bots/${id}/`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["bots"] });
      notices.tell({ text: t("“{name}” archived", { name }) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t("Archive “{name}”", { name })}
      about={t(
        "It leaves the list and cannot be opened any more. Conversations that run on its versions run on. A bot that an active channel has cannot be archived.",
      )}
      verb={t("Archive")}
      typed={name}
      isBusy={archive.isPending}
      error={archive.error?.message}
      onClose={onClose}
      onConfirm={() => archive.mutate()}
    />
  );
}
