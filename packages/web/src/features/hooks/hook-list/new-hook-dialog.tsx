import type { HookSecretAnswer } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { channelsQuery } from "../../../data/bots.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { hooksPath } from "../hook-queries.ts";
import "../../../ui/form.css";

export interface NewHookDialogProps {
  /** The address to begin with. */
  readonly url: string;
  readonly onClose: () => void;
}

/** Asks for a new hook; then shows its signing secret, once. */
export function NewHookDialog({ url, onClose }: NewHookDialogProps) {
  const [made, setMade] = useState<HookSecretAnswer | null>(null);
  if (made) return <MadeHook made={made} onClose={onClose} />;
  return <HookForm url={url} onClose={onClose} onMade={setMade} />;
}

interface Draft {
  readonly name: string;
  readonly url: string;
  readonly channel: string;
  readonly token: string;
}

function HookForm(props: NewHookDialogProps & { readonly onMade: (it: HookSecretAnswer) => void }) {
  const { onClose, onMade } = props;
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const channels = useQuery(channelsQuery(api));
  const [draft, setDraft] = useState<Draft>({ name: "", url: props.url, channel: "", token: "" });
  const channel =
    draft.channel || (channels.data?.length === 1 ? String(channels.data[0]?.id) : "");
  const create = useMutation({
    mutationFn: async ({ name, url, token }: Draft) => {
      const body = { name, url, ...(token !== "" && { token }) };
      return (await api.write<HookSecretAnswer>("POST", hooksPath(Number(channel)), { body })).body;
    },
    onSuccess: (answer) => {
      void queries.invalidateQueries({ queryKey: ["hooks"] });
      void queries.invalidateQueries({ queryKey: ["channels"] });
      onMade(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(draft);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Add a new MessageHook")}
      about={t("Every message and event of the channel is sent to the address, from now on.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={create.isPending}>
            {t("Confirm")}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={submit}>
        <HookFields draft={{ ...draft, channel }} setDraft={setDraft} error={create.error} />
      </form>
    </Dialog>
  );
}

interface HookFieldsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly error: Error | null;
}

function HookFields({ draft, setDraft, error }: HookFieldsProps) {
  const channels = useQuery(channelsQuery(useApi()));
  const errors = errorsOf(error);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  return (
    <>
      <TextField
        label={t("Name")}
        autoFocus
        hint={t("To find it later.")}
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
        error={errors.name}
        maxLength={200}
        dir="auto"
        required
      />
      <TextField
        label={t("Hook URL")}
        type="url"
        inputMode="url"
        placeholder="https://example.org/hook"
        value={draft.url}
        onChange={({ target }) => set({ url: target.value })}
        error={errors.url}
        isMono
        required
      />
      <Select
        label={t("Channel")}
        hint={
          channels.data?.length === 0 &&
          t("There is no channel yet: make one under Channels first.")
        }
        value={draft.channel}
        onChange={({ target }) => set({ channel: target.value })}
        error={errors.channel_id}
        options={[
          { value: "", label: t("Choose a channel") },
          ...(channels.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        required
      />
      <TextField
        label={t("Token")}
        hint={t("Optional. It comes back in each request: Authorization: Token …")}
        value={draft.token}
        onChange={({ target }) => set({ token: target.value })}
        error={errors.token}
        autoComplete="off"
        isMono
      />
      {errors.whole && (
        <p className="field-error" role="alert">
          {errors.whole}
        </p>
      )}
    </>
  );
}

function MadeHook({
  made,
  onClose,
}: {
  readonly made: HookSecretAnswer;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  const { id, channel_id } = made.hook;
  const open = () =>
    navigate({
      to: "/integrations/message-hooks/$channelId/$hookId",
      params: { channelId: String(channel_id), hookId: String(id) },
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("{name} is on", { name: made.hook.name })}
      about={t(
        "Each request is signed with this secret, so that your server can tell them from others.",
      )}
      actions={
        <>
          <Button onClick={onClose}>{t("Done")}</Button>
          <Button look="primary" onClick={() => void open()}>
            {t("Open the MessageHook")}
          </Button>
        </>
      }
    >
      <SecretOnce label={t("Signing secret")} secret={made.secret} />
    </Dialog>
  );
}
