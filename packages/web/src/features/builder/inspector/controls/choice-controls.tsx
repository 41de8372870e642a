import { Switch } from "../../../../ui/switch.tsx";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { listIn, textIn } from "../model/params.ts";
import { problemsOf } from "../model/problems-at.ts";
import { ParamField, ProblemLines } from "./param-field.tsx";

/** On or off. */
export function SwitchControl({ node, path, value, onChange }: ControlProps) {
  const { problems, block, isReadOnly } = useInspector();
  const help = formWord(node.help);
  return (
    <div className="param">
      <Switch
        label={formWord(node.label)}
        {...(help !== "" && { hint: help })}
        isOn={(value ?? node.defaultValue ?? false) === true}
        onChange={(isOn) => onChange(isOn || node.isRequired ? isOn : undefined)}
        disabled={isReadOnly}
      />
      <ProblemLines problems={problemsOf(problems, block, path)} />
    </div>
  );
}

/** One of a few. */
export function ChoiceControl(props: ControlProps) {
  return <ChoiceOf {...props} wordOf={(choice) => formWord(choice.label)} />;
}

/** A country by its ISO code, in the reader's words for it. */
export function CountryControl(props: ControlProps) {
  const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" });
  return <ChoiceOf {...props} wordOf={({ value }) => names.of(value) ?? value} isSorted />;
}

interface ChoiceOfProps extends ControlProps {
  readonly wordOf: (choice: ControlProps["node"]["choices"][number]) => string;
  readonly isSorted?: boolean;
}

function ChoiceOf({ wordOf, isSorted = false, ...props }: ChoiceOfProps) {
  const { node, value, onChange } = props;
  const chosen = textIn(value ?? node.defaultValue);
  const worded = node.choices.map((choice) => ({ value: choice.value, label: wordOf(choice) }));
  const options = isSorted ? worded.toSorted((a, b) => a.label.localeCompare(b.label)) : worded;
  const isKnown = chosen === "" || options.some((option) => option.value === chosen);
  return (
    <ParamField {...props}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={chosen}
          onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
        >
          {(node.defaultValue === undefined || chosen === "") && (
            <option value="">{node.isRequired ? t("Choose…") : t("Not set")}</option>
          )}
          {!isKnown && <option value={chosen}>{chosen}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </ParamField>
  );
}

/** Several of a few. */
export function ChoicesControl(props: ControlProps) {
  const { node, value, onChange } = props;
  const chosen = listIn(value ?? node.defaultValue);
  const toggle = (choice: string, isOn: boolean) => {
    const after = node.choices.flatMap((it) => {
      const isKept = it.value === choice ? isOn : chosen.includes(it.value);
      return isKept ? [it.value] : [];
    });
    onChange(after);
  };
  return (
    <ParamField {...props} isGroup>
      {({ disabled }) => (
        <div className="param-checks">
          {node.choices.map((choice) => (
            <label key={choice.value} className="param-check">
              <input
                type="checkbox"
                disabled={disabled}
                checked={chosen.includes(choice.value)}
                onChange={({ target }) => toggle(choice.value, target.checked)}
              />
              {formWord(choice.label)}
            </label>
          ))}
        </div>
      )}
    </ParamField>
  );
}
