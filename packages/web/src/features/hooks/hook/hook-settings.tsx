import type { HookAnswer, HookInFull } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { channelsQuery } from "../../../data/bots.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Choices } from "../../../ui/choices.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { hookPath } from "../hook-queries.ts";
import { type HookDraft, hookChanges, hookDraft } from "../model/hook-draft.ts";
import { hookExtraEvents, hookSenders, hookTypes } from "../model/hook-kinds.ts";
import "./hook-settings.css";
import "../../../ui/form.css";

/** What of a hook can be changed. */
export function HookSettings({ hook }: { readonly hook: HookInFull }) {
  const [draft, setDraft] = useState(hookDraft(hook));
  const changes = hookChanges(hook, draft);
  const isChanged = Object.keys(changes).length > 0;
  const save = useSave(hook);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(changes);
  };
  return (
    <form className="form hook-settings" onSubmit={submit}>
      <Where hook={hook} draft={draft} setDraft={setDraft} error={save.error} />
      <What draft={draft} setDraft={setDraft} />
      <div className="form-end">
        <Button look="primary" type="submit" disabled={!isChanged} isBusy={save.isPending}>
          {t("Save changes")}
        </Button>
        {isChanged && (
          <Button look="quiet" onClick={() => setDraft(hookDraft(hook))}>
            {t("Discard")}
          </Button>
        )}
        {save.error && (
          <p className="field-error" role="alert">
            {errorsOf(save.error).whole ?? t("Not saved: look at the marked fields.")}
          </p>
        )}
      </div>
    </form>
  );
}

function useSave(hook: HookInFull) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = hookPath({ channelId: hook.channel_id, hookId: hook.id });
  return useMutation({
    mutationFn: async (body: ReturnType<typeof hookChanges>) =>
      (await api.write<HookAnswer>("PATCH", path, { body })).body.hook,
    onSuccess: async ({ id, channel_id }) => {
      notices.tell({ text: t("Saved; in force at once") });
      // Under another channel the hook has another address.
      if (channel_id !== hook.channel_id)
        await navigate({
          to: "/integrations/message-hooks/$channelId/$hookId",
          params: { channelId: String(channel_id), hookId: String(id) },
          search: { view: "settings" },
          replace: true,
        });
      await queries.invalidateQueries({ queryKey: ["hooks"] });
    },
  });
}

interface PartProps {
  readonly draft: HookDraft;
  readonly setDraft: (draft: HookDraft) => void;
}

function Where({
  hook,
  draft,
  setDraft,
  error,
}: PartProps & {
  readonly hook: HookInFull;
  readonly error: Error | null;
}) {
  const channels = useQuery(channelsQuery(useApi())).data ?? [];
  const errors = errorsOf(error);
  return (
    <>
      <TextField
        label={t("Name")}
        value={draft.name}
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        error={errors.name}
        maxLength={200}
        dir="auto"
        required
      />
      <TextField
        label={t("Hook URL")}
        type="url"
        isMono
        value={draft.url}
        onChange={({ target }) => setDraft({ ...draft, url: target.value })}
        error={errors.url}
        required
      />
      <Select
        label={t("Channel")}
        value={draft.channel}
        disabled={hook.kind === "apichat"}
        onChange={({ target }) => setDraft({ ...draft, channel: target.value })}
        error={errors.channel_id}
        options={[
          ...(channels.length === 0 ? [{ value: draft.channel, label: draft.channel }] : []),
          ...channels.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextField
        label={t("Token")}
        hint={t("Optional. It comes back in each request: Authorization: Token …")}
        isMono
        autoComplete="off"
        value={draft.token}
        onChange={({ target }) => setDraft({ ...draft, token: target.value })}
        error={errors.token}
      />
    </>
  );
}

const same = (value: string) => ({ value, label: value });
const types = hookTypes.map(same);
const senders = hookSenders.map(same);
const extraEvents = hookExtraEvents.map(same);

function What({ draft, setDraft }: PartProps) {
  return (
    <>
      <Select
        label={t("Order within a conversation")}
        hint={t("How far one message that cannot be delivered holds back those after it.")}
        value={draft.ordering}
        onChange={({ target }) => setDraft({ ...draft, ordering: target.value })}
        options={[
          { value: "auto", label: t("For a while, as long as the failure is likely to pass") },
          { value: "strict", label: t("Until it is delivered, given up or skipped") },
          { value: "none", label: t("Nothing waits") },
        ]}
      />
      <Choices
        label={t("Types")}
        hint={t("Nothing ticked: all of them.")}
        options={types}
        values={draft.types}
        onChange={(value) => setDraft({ ...draft, types: value })}
      />
      <Choices
        label={t("Senders")}
        hint={t("Nothing ticked: all of them.")}
        options={senders}
        values={draft.senders}
        onChange={(value) => setDraft({ ...draft, senders: value })}
      />
      <Choices
        label={t("Events beside assign and unassign")}
        options={extraEvents}
        values={draft.extraEvents}
        onChange={(value) => setDraft({ ...draft, extraEvents: value })}
      />
      <Switch
        label={t("Lists and objects as Python text")}
        hint={t("As Landbot writes them in custom fields; for receivers that read them so.")}
        isOn={draft.hasLegacyStrings}
        onChange={(isOn) => setDraft({ ...draft, hasLegacyStrings: isOn })}
      />
    </>
  );
}
