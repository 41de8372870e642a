import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { focusDrawn } from "../canvas/focus-drawn.ts";
import {
  addKeyword,
  changeKeyword,
  longestKeyword,
  refusedKeyword,
  removeKeyword,
} from "../model/edit-settings.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import { blockChoices } from "./block-choices.tsx";
import { KeywordRow, refusedKeywordWords } from "./keyword-row.tsx";
import { PickDialog } from "./pick-dialog.tsx";

const newKeyword = ".keyword-new input";

/** Words that lead to a block from any free-text answer: add, change, take out. */
export function KeywordList() {
  const id = useId();
  const builder = useBuilder();
  const flow = useFlow();
  const { isReadOnly } = useActions();
  return (
    <section className="field flow-setting" aria-labelledby={id} data-setting="keywords">
      <span className="field-label" id={id}>
        {t("Keywords")}
      </span>
      <ul className="keywords">
        {Object.entries(flow.keywords).map(([word, block]) => (
          <KeywordRow
            key={word}
            word={word}
            block={block}
            onChange={(to) =>
              builder.edit(t("Change a keyword"), (it) => changeKeyword(it, word, to))
            }
            onRemove={() => {
              builder.edit(t("Remove a keyword"), (it) => removeKeyword(it, word));
              focusDrawn(newKeyword);
            }}
          />
        ))}
      </ul>
      {isReadOnly ? (
        Object.keys(flow.keywords).length === 0 && <p className="field-hint">{t("None.")}</p>
      ) : (
        <NewKeyword />
      )}
      <p className="field-hint">
        {t(
          "A visitor who writes exactly this word, small and capital letters as here, is led to its block.",
        )}
      </p>
    </section>
  );
}

/** First the word, then where it leads: a keyword without a block would be none. */
function NewKeyword() {
  const id = useId();
  const builder = useBuilder();
  const flow = useFlow();
  const [word, setWord] = useState("");
  const [isChoosing, setChoosing] = useState(false);
  const refusal = word === "" ? null : refusedKeyword(flow, word);
  const isReady = word !== "" && refusal === null;
  return (
    <form
      className="keyword-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) setChoosing(true);
      }}
    >
      <input
        className="input input-small"
        aria-label={t("New keyword")}
        aria-invalid={refusal !== null || undefined}
        aria-describedby={id}
        value={word}
        placeholder={t("New keyword")}
        maxLength={longestKeyword}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={({ target }) => setWord(target.value)}
      />
      <IconButton type="submit" size="small" label={t("Add")} icon={<Plus />} disabled={!isReady} />
      {refusal !== null && (
        <p className="field-error" id={id}>
          {refusedKeywordWords(refusal)}
        </p>
      )}
      {isChoosing && (
        <PickDialog
          onClose={() => setChoosing(false)}
          title={t("{word}: where to?", { word: word.trim() })}
          label={t("Block")}
          find={(search) => blockChoices(flow, search)}
          onPick={(block) => {
            builder.edit(t("Add a keyword"), (it) => addKeyword(it, { word, block }));
            setWord("");
            focusDrawn(newKeyword);
          }}
        />
      )}
    </form>
  );
}
