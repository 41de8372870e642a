import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { botsQuery } from "../../../data/bots.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { Select, TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import type { ChannelForm } from "./use-channel-form.ts";

/** Of a web channel: name, bot, agents, and the sites that may show it. */
export function SettingsPart({ form }: { readonly form: ChannelForm }) {
  return (
    <div className="channel-part">
      <CommonSettings form={form} nameHint={t("For you; visitors see the brand name.")} />
      <Sites form={form} />
    </div>
  );
}

interface CommonSettingsProps {
  readonly form: ChannelForm;
  readonly nameHint?: string;
}

/** What every channel has: a name, a bot that answers, and how long agents keep a conversation. */
export function CommonSettings({ form: { draft, set, error }, nameHint }: CommonSettingsProps) {
  const bots = useQuery(botsQuery(useApi())).data ?? [];
  const errors = errorsOf(error);
  return (
    <>
      <TextField
        label={t("Name")}
        hint={nameHint}
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
        error={errors.name}
        maxLength={200}
        dir="auto"
        required
      />
      <Select
        label={t("Bot that answers")}
        hint={t("New conversations begin with it at once; running ones keep theirs.")}
        value={draft.bot}
        onChange={({ target }) => set({ bot: target.value })}
        error={errors.bot_id}
        options={[
          { value: "", label: t("Nobody answers") },
          ...(bots.length === 0 && draft.bot !== ""
            ? [{ value: draft.bot, label: draft.bot }]
            : []),
          ...bots.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextField
        label={t("Minutes until a silent agent lets go")}
        hint={t("0: never.")}
        type="number"
        min={0}
        max={43_200}
        value={draft.idleMinutes}
        onChange={({ target }) => set({ idleMinutes: target.value })}
        error={errors.agent_idle_minutes}
      />
    </>
  );
}

function Sites({ form: { draft, set, error } }: { readonly form: ChannelForm }) {
  const errors = errorsOf(error);
  return (
    <>
      <RadioCards
        label={t("Sites that may show the chat")}
        value={draft.isAnywhere ? "all" : "some"}
        onChange={(value) => set({ isAnywhere: value === "all" })}
        options={[
          { value: "all", label: t("All"), about: t("Any page can embed it.") },
          {
            value: "some",
            label: t("Only these"),
            about: t("Browsers refuse to show it anywhere else; the share link works."),
          },
        ]}
      />
      {!draft.isAnywhere && (
        <TextArea
          label={t("Sites, one a line")}
          hint={t("https://*.example.org stands for every name below example.org.")}
          isMono
          rows={4}
          placeholder="https://www.example.org"
          value={draft.sites}
          onChange={({ target }) => set({ sites: target.value })}
          error={errors.allowed_sites}
        />
      )}
    </>
  );
}
