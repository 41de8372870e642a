import type { Bot } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApi } from "../../data/api-context.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { t } from "../../ui/words.ts";

export interface RenameBotProps {
  readonly bot: Bot;
  readonly onClose: () => void;
}

/** Gives a bot another name. */
export function RenameBot({ bot, onClose }: RenameBotProps) {
  const api = useApi();
  const queries = useQueryClient();
  const form = useId();
  const [name, setName] = useState(bot.name);
  const rename = useMutation({
    mutationFn: () => api.write("PATCH", `/v1/bots/${bot.id}/`, { body: { name } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["bots"] });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("Rename bot")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={rename.isPending}>
            {t("Rename")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <TextField
          label={t("Name")}
          required
          maxLength={200}
          autoFocus
          value={name}
          onChange={({ target }) => setName(target.value)}
          onFocus={({ target }) => target.select()}
          error={rename.error?.message}
        />
      </form>
    </Dialog>
  );
}
