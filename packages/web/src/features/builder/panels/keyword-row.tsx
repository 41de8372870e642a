import { Trash2 } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useId, useState } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { ProblemLines } from "../inspector/controls/param-field.tsx";
import { asKeyword, type Keyword, longestKeyword, refusedKeyword } from "../model/edit-settings.ts";
import { useFlow } from "../use-builder.ts";
import { focusSetting } from "./focus-setting.ts";
import { KeywordTarget } from "./keyword-target.tsx";
import { useSettingProblems } from "./setting.tsx";

export interface KeywordRowProps extends Keyword {
  readonly onChange: (to: Keyword) => void;
  readonly onRemove: () => void;
}

/** One keyword: its word, the block that it leads to, what is wrong with either. */
export function KeywordRow({ word, block, onChange, onRemove }: KeywordRowProps) {
  const { isReadOnly } = useActions();
  const id = useId();
  const problems = useSettingProblems(["keywords", word]);
  const { typed, refusal, settled, leave, input } = useTyped({ word, block }, onChange);
  return (
    <li className="keyword" data-setting={`keywords.${word}`} onBlur={leave}>
      <input
        {...input}
        className="input input-small"
        aria-label={t("Keyword {word}", { word })}
        aria-describedby={`${id}-told ${id}-problems`}
        value={typed}
        maxLength={longestKeyword}
        disabled={isReadOnly}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
      />
      {!isReadOnly && (
        <IconButton
          size="small"
          label={t("Remove {word}", { word })}
          icon={<Trash2 />}
          onClick={onRemove}
        />
      )}
      <KeywordTarget
        word={word}
        block={block}
        onChange={(to) => onChange({ word: settled, block: to })}
      />
      {refusal !== null && (
        <p className="field-error" id={`${id}-told`}>
          {refusedKeywordWords(refusal)}
        </p>
      )}
      <ProblemLines id={`${id}-problems`} problems={problems} />
    </li>
  );
}

/** A word that is being written holds once one has left the row, or by Enter: each of its letters would be a keyword of its own. */
function useTyped({ word, block }: Keyword, onChange: KeywordRowProps["onChange"]) {
  const flow = useFlow();
  const [typed, setTyped] = useState(word);
  const refusal = refusedKeyword(flow, typed, word);
  const settled = refusal === null && typed !== word ? asKeyword(typed) : word;
  const settle = () => {
    if (settled === word) return false;
    onChange({ word: settled, block });
    return true;
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const isStillHere =
      relatedTarget?.closest("[role=dialog]") || currentTarget.contains(relatedTarget);
    if (!isStillHere) settle();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && settle()) focusSetting(["keywords", settled]);
    if (event.key !== "Escape" || typed === word) return;
    // What was typed is given up first; the next Esc leads out of the panel.
    event.stopPropagation();
    setTyped(word);
  };
  const input = {
    "aria-invalid": refusal !== null || undefined,
    onChange: ({ target }: { readonly target: HTMLInputElement }) => setTyped(target.value),
    onKeyDown,
  };
  return { typed, refusal, settled, leave, input };
}

/** Says why a word cannot be a keyword. */
export function refusedKeywordWords(
  refusal: NonNullable<ReturnType<typeof refusedKeyword>>,
): string {
  switch (refusal) {
    case "empty":
      return t("Write a word.");
    case "long":
      return t("A keyword has at most {count} characters.", { count: longestKeyword });
    case "taken":
      return t("There is this keyword already.");
  }
}
