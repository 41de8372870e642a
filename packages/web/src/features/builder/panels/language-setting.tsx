import { useState } from "react";
import { bestMatches } from "../../../ui/best-matches.ts";
import { matchWords } from "../../../ui/match-words.ts";
import { spokenLocale, t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { setLanguage } from "../model/edit-settings.ts";
import {
  type FlowLanguage,
  flowLanguages,
  languageName,
  writtenTag,
} from "../model/flow-languages.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import { PickDialog } from "./pick-dialog.tsx";
import type { Choice } from "./pick-list.tsx";
import { PickButton, Setting } from "./setting.tsx";

/** The language of the bot's own words: one of those that many speak, or any by its tag. */
export function LanguageSetting() {
  const builder = useBuilder();
  const { language } = useFlow();
  const { isReadOnly } = useActions();
  const [isOpen, setOpen] = useState(false);
  return (
    <Setting
      path={["language"]}
      label={t("Language")}
      hint={t("What the bot speaks. The names of months and weekdays in dates follow it.")}
    >
      {(ids) => (
        <>
          <PickButton ids={ids} disabled={isReadOnly} onOpen={() => setOpen(true)}>
            {languageName(language, spokenLocale())}
          </PickButton>
          {isOpen && (
            <PickDialog
              onClose={() => setOpen(false)}
              title={t("Language")}
              label={t("Language, or its tag: pt-BR")}
              find={(search) => found(search, language)}
              onPick={(tag) => builder.edit(t("Change the language"), (it) => setLanguage(it, tag))}
            />
          )}
        </>
      )}
    </Setting>
  );
}

function found(search: string, present: string): readonly Choice<string>[] {
  const written = writtenTag(search);
  const also = written === null ? [present] : [present, written];
  return bestMatches(flowLanguages(spokenLocale(), also), (it) => rank(it, search, written)).map(
    ({ tag, name, ownName }) => ({
      value: tag,
      title: name,
      about: name === ownName ? tag : `${ownName} · ${tag}`,
    }),
  );
}

/** Whoever writes a whole tag means that one. */
function rank({ tag, name, ownName }: FlowLanguage, search: string, written: string | null) {
  return tag === written ? 2 : matchWords(`${name} ${ownName} ${tag}`, search);
}
