import { X } from "lucide-react";
import { useState } from "react";
import { t } from "../../../../ui/words.ts";
import type { ControlProps } from "../inspector-context.ts";
import { useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { listIn } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { ParamField } from "./param-field.tsx";
import "./words-control.css";

/** A list of short texts. Enter or a comma adds one, the × or Backspace takes one away. */
export function WordsControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { block, problems } = useInspector();
  const words = listIn(value ?? node.defaultValue).map(String);
  return (
    <ParamField {...props} problems={problemsWithin(problems, block, path)}>
      {(ids) => (
        <WordList
          ids={ids}
          words={words}
          placeholder={formWord(node.placeholder)}
          onChange={(after) =>
            onChange(after.length === 0 && (node.limits.least ?? 0) > 0 ? undefined : after)
          }
        />
      )}
    </ParamField>
  );
}

export interface WordListProps {
  readonly ids: {
    readonly id?: string;
    readonly disabled: boolean;
    readonly "aria-label"?: string;
  };
  readonly words: readonly string[];
  readonly placeholder: string;
  readonly onChange: (words: readonly string[]) => void;
}

/** The words and the box for one more. */
export function WordList({ ids, words, placeholder, onChange }: WordListProps) {
  const [text, setText] = useState("");
  const add = (written: string) => {
    const fresh = written
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "" && !words.includes(word));
    setText("");
    if (fresh.length > 0) onChange([...words, ...new Set(fresh)]);
  };
  return (
    <div className="words">
      {words.map((word) => (
        <span className="words-word" key={word}>
          {word}
          <button
            type="button"
            className="words-remove"
            disabled={ids.disabled}
            aria-label={t("Remove {word}", { word })}
            onClick={() => onChange(words.filter((it) => it !== word))}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      <input
        {...ids}
        type="text"
        className="words-input"
        value={text}
        placeholder={words.length === 0 ? placeholder : ""}
        onChange={({ target }) =>
          target.value.includes(",") ? add(target.value) : setText(target.value)
        }
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            add(text);
          } else if (event.key === "Backspace" && text === "" && words.length > 0) {
            onChange(words.slice(0, -1));
          }
        }}
      />
    </div>
  );
}
