import { useState } from "react";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { chatWords } from "../model/chat-words.ts";
import type { ChannelForm } from "./use-channel-form.ts";

/** The chat's own words: what is left empty is said as it stands there. */
export function WordsPart({ form: { draft, set } }: { readonly form: ChannelForm }) {
  const [wanted, setWanted] = useState("");
  const others = Object.keys(draft.words).filter((key) => !Object.hasOwn(chatWords, key));
  const rows: readonly (readonly [string, string])[] = [
    ...Object.entries(chatWords),
    ...others.map((key) => [key, ""] as const),
  ];
  const shown = rows.filter(([key, usual]) =>
    `${key} ${usual} ${draft.words[key] ?? ""}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  const change = (key: string, text: string) => {
    const { [key]: _before, ...rest } = draft.words;
    set({ words: text === "" ? rest : { ...rest, [key]: text } });
  };
  return (
    <div className="channel-part">
      <TextField
        label={t("Find a text")}
        hidesLabel
        type="search"
        placeholder={t("Find a text")}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      {shown.map(([key, usual]) => (
        <TextField
          key={key}
          label={usual === "" ? key : usual}
          placeholder={usual}
          dir="auto"
          value={draft.words[key] ?? ""}
          onChange={({ target }) => change(key, target.value)}
        />
      ))}
      {shown.length === 0 && <p className="field-hint">{t("No text has these letters.")}</p>}
    </div>
  );
}
