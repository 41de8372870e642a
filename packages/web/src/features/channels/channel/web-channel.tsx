import type { Channel } from "@parley/contract";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import { Tabs } from "../../../ui/tabs.tsx";
import { t } from "../../../ui/words.ts";
import { BuildersPart } from "./builders-part.tsx";
import { ChatPreview } from "./chat-preview.tsx";
import { EmbedPart } from "./embed-part.tsx";
import { LookPart } from "./look-part.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SettingsPart } from "./settings-part.tsx";
import { useChannelForm } from "./use-channel-form.ts";
import { WordsPart } from "./words-part.tsx";

const views = ["look", "words", "settings", "embed"] as const;

/** A web channel: its look with a preview beside it, its words, its settings, and how it gets onto pages. */
export function WebChannel({ channel }: { readonly channel: Channel }) {
  const form = useChannelForm(channel);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = views.find((name) => name === search.view) ?? "look";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <div className="channel">
      <form className="channel-form" onSubmit={submit}>
        <Tabs
          label={channel.name}
          value={view}
          onChange={(next) => void navigate({ to: ".", search: { view: next }, replace: true })}
          tabs={[
            { value: "look", label: t("Look"), content: lockable(<LookPart form={form} />) },
            { value: "words", label: t("Words"), content: lockable(<WordsPart form={form} />) },
            {
              value: "settings",
              label: t("Settings"),
              content: lockable(<SettingsPart form={form} />),
            },
            {
              value: "embed",
              label: t("Share and embed"),
              content: <EmbedPart channel={channel} />,
            },
          ]}
        />
        <SaveBar form={form} />
      </form>
      <ChatPreview channel={channel} draft={form.draft} />
    </div>
  );
}

const lockable = (part: ReactNode) => <BuildersPart>{part}</BuildersPart>;
