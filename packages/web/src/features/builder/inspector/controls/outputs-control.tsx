import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { listIn, textIn, valueIn } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { ParamField } from "./param-field.tsx";
import { Segments } from "./segments.tsx";
import { WordList } from "./words-control.tsx";

/** How a formula's result decides where the flow goes on. */
export function OutputsControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { isReadOnly, problems, block } = useInspector();
  const present = value ?? node.defaultValue;
  const mode = typeof present === "string" ? present : "values";
  const values = listIn(valueIn(present, "values")).map(textIn);
  return (
    <ParamField {...props} isGroup problems={problemsWithin(problems, block, path)}>
      {() => (
        <>
          <Segments
            label={formWord(node.label)}
            value={mode}
            options={node.choices.map((it) => ({ value: it.value, label: formWord(it.label) }))}
            onChange={(to) => onChange(to === "values" ? { values: [] } : to)}
            disabled={isReadOnly}
          />
          {mode === "values" && (
            <WordList
              ids={{ disabled: isReadOnly, "aria-label": t("Results with a way of their own") }}
              words={values}
              placeholder={t("A result, then Enter")}
              onChange={(after) => onChange({ values: after })}
            />
          )}
        </>
      )}
    </ParamField>
  );
}
