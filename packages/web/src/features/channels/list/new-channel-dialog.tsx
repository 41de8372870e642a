import type { NewChannelAnswer } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { botsQuery } from "../../../data/bots.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { MadeChannel } from "./made-channel.tsx";
import "../../../ui/form.css";

export interface NewChannelDialogProps {
  /** The bot that is chosen to begin with. */
  readonly botId: number | null;
  readonly onClose: () => void;
}

/** Asks for a new channel; an API channel's keys are shown once. */
export function NewChannelDialog({ botId, onClose }: NewChannelDialogProps) {
  const [made, setMade] = useState<NewChannelAnswer | null>(null);
  const navigate = useNavigate();
  const open = ({ channel }: NewChannelAnswer) =>
    void navigate({ to: "/channels/$channelId", params: { channelId: String(channel.id) } });
  if (made) return <MadeChannel made={made} onDone={() => open(made)} />;
  const take = (answer: NewChannelAnswer) =>
    answer.channel.type === "apichat" ? setMade(answer) : open(answer);
  return <ChannelForm botId={botId} onClose={onClose} onMade={take} />;
}

interface Draft {
  readonly type: "web" | "apichat";
  readonly name: string;
  readonly bot: string;
  readonly hookUrl: string;
  readonly hookToken: string;
}

const first: Draft = { type: "web", name: "", bot: "", hookUrl: "", hookToken: "" };

interface ChannelFormProps extends NewChannelDialogProps {
  readonly onMade: (answer: NewChannelAnswer) => void;
}

function ChannelForm({ botId, onClose, onMade }: ChannelFormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [draft, setDraft] = useState({ ...first, bot: botId === null ? "" : String(botId) });
  const create = useMutation({
    mutationFn: async () =>
      (await api.write<NewChannelAnswer>("POST", "/v1/channels/", { body: bodyOf(draft) })).body,
    onSuccess: (answer) => {
      void queries.invalidateQueries({ queryKey: ["channels"] });
      onMade(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("New channel")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={create.isPending}>
            {t("Make channel")}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={submit}>
        <ChannelFields draft={draft} setDraft={setDraft} error={create.error} />
      </form>
    </Dialog>
  );
}

function bodyOf({ type, name, bot, hookUrl, hookToken }: Draft) {
  return {
    ...{ type, name },
    ...(bot !== "" && { bot_id: Number(bot) }),
    ...(type === "apichat" && hookUrl !== "" && { hook_url: hookUrl }),
    ...(type === "apichat" && hookToken !== "" && { hook_token: hookToken }),
  };
}

interface ChannelFieldsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly error: Error | null;
}

function ChannelFields({ draft, setDraft, error }: ChannelFieldsProps) {
  const bots = useQuery(botsQuery(useApi())).data ?? [];
  const errors = errorsOf(error);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  return (
    <>
      <RadioCards
        label={t("Type")}
        value={draft.type}
        onChange={(type) => set({ type })}
        options={[
          { value: "web", label: t("Web"), about: t("A chat on your site, and a link to share.") },
          {
            value: "apichat",
            label: t("API"),
            about: t("A messenger or an app of your own, by two calls."),
          },
        ]}
      />
      <TextField
        label={t("Name")}
        autoFocus
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
        error={errors.name}
        maxLength={200}
        dir="auto"
        required
      />
      <Select
        label={t("Bot that answers")}
        value={draft.bot}
        onChange={({ target }) => set({ bot: target.value })}
        error={errors.bot_id}
        options={[
          { value: "", label: t("Nobody yet") },
          ...bots.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      {draft.type === "apichat" && (
        <>
          <TextField
            label={t("Hook URL")}
            hint={t("Where messages to customers go. It can be given later.")}
            type="url"
            isMono
            placeholder="https://example.org/messenger"
            value={draft.hookUrl}
            onChange={({ target }) => set({ hookUrl: target.value })}
            error={errors.hook_url}
          />
          <TextField
            label={t("Token")}
            hint={t("Optional. It comes back in each request: Authorization: Token …")}
            isMono
            autoComplete="off"
            value={draft.hookToken}
            onChange={({ target }) => set({ hookToken: target.value })}
            error={errors.hook_token}
          />
        </>
      )}
      {errors.whole && (
        <p className="field-error" role="alert">
          {errors.whole}
        </p>
      )}
    </>
  );
}
