import type { ChangedChannelAnswer, Channel, ChannelAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { t } from "../../../ui/words.ts";
import { type ChannelDraft, channelChanges, channelDraft } from "../model/channel-draft.ts";
import { channelPath } from "./channel-queries.ts";

/** A channel's settings while they are changed. */
export interface ChannelForm {
  readonly draft: ChannelDraft;
  readonly set: (change: Partial<ChannelDraft>) => void;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly save: () => void;
  readonly discard: () => void;
  /** The signing secret of a hook that was made by saving; it is never shown again. */
  readonly hookSecret: string | undefined;
  readonly forgetSecret: () => void;
}

/** Keeps what is typed apart from what is saved; saving changes nothing that was not changed here. */
export function useChannelForm(channel: Channel): ChannelForm {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const [base, setBase] = useState(channel);
  const [draft, setDraft] = useState(() => channelDraft(channel));
  const path = channelPath(channel.id);
  const save = useMutation({
    mutationFn: async () => {
      const { channel: newest } = await api.get<ChannelAnswer>(path);
      const body = channelChanges(base, draft, newest);
      return (await api.write<ChangedChannelAnswer>("PATCH", path, { body })).body;
    },
    onSuccess: ({ channel: saved }) => {
      setBase(saved);
      setDraft(channelDraft(saved));
      queries.setQueryData(["channels", saved.id], saved);
      void queries.invalidateQueries({ queryKey: ["channels"] });
      void queries.invalidateQueries({ queryKey: ["hooks"] });
      notices.tell({ text: t("Saved; in force at once") });
    },
  });
  return {
    draft,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
    isChanged: Object.keys(channelChanges(base, draft)).length > 0,
    isSaving: save.isPending,
    error: save.error,
    save: () => save.mutate(),
    discard: () => {
      setDraft(channelDraft(base));
      save.reset();
    },
    hookSecret: save.data?.hook_secret,
    forgetSecret: save.reset,
  };
}
