import { useDeferredValue, useState } from "react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { findInFlow } from "../model/find-in-flow.ts";
import { useFlow } from "../use-builder.ts";
import "../../../ui/row-button.css";

/** Finds words, fields and ids in the flow; a row shows the block. */
export function FindPanel() {
  const [words, setWords] = useState("");
  const flow = useFlow();
  const late = useDeferredValue(words);
  const finds = findInFlow(flow, late);
  const { reveal } = useActions();
  return (
    <div className="finds">
      <div className="kinds-search">
        <input
          type="search"
          aria-label={t("Find in the flow")}
          placeholder={t("Text, @field, name or id")}
          // biome-ignore lint/a11y/noAutofocus: its tab, or Ctrl+F, was pressed to write here
          autoFocus
          value={words}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={({ key, currentTarget }) => {
            // The list may still show what was found for fewer letters.
            const [first] = key === "Enter" ? findInFlow(flow, currentTarget.value) : [];
            if (first) reveal(first.id);
          }}
        />
      </div>
      <p className="finds-count" role="status">
        {late &&
          t("{count, plural, =0 {Nothing found} one {# place} other {# places}}", {
            count: finds.length,
          })}
      </p>
      <ul className="finds-list">
        {finds.map(({ id, kind, name, where, excerpt }) => (
          <li key={id}>
            <button type="button" className="row-button find" onClick={() => reveal(id)}>
              <span className="find-name" dir="auto">
                {kind === "block" && <KindIcon kind={flow.blocks[id]?.kind ?? ""} />}
                <span className="find-words">{name}</span>
              </span>
              {where !== "name" && where !== "kind" && (
                <span className="find-excerpt" dir="auto">
                  {excerpt}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
