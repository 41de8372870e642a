import { useId } from "react";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import type { KnownField } from "../model/fields-of-flow.ts";
import { textIn } from "../model/params.ts";
import { ParamField } from "./param-field.tsx";
import { changeText, placeholderOf } from "./text-controls.tsx";
import { typeWord } from "./type-word.ts";

/** The name of a field that the block writes: one that there is, or a new one. */
export function FieldControl(props: ControlProps) {
  const { fields } = useInspector();
  const list = useId();
  const name = textIn(props.value);
  const told = asideOf(fields, props);
  return (
    <ParamField {...props} aside={told && <span className="param-aside">{told}</span>}>
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            className="input input-mono"
            value={name}
            placeholder={placeholderOf(props)}
            list={list}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => changeText(props, asFieldName(event.target.value))}
          />
          <FieldList id={list} fields={fields.filter(({ origin }) => origin !== "system")} />
        </>
      )}
    </ParamField>
  );
}

/** One side of a comparison: a field's name, or a text with fields in it. */
export function OperandControl(props: ControlProps) {
  const { fields } = useInspector();
  const list = useId();
  return (
    <ParamField {...props}>
      {(ids) => (
        <>
          <input
            {...ids}
            type="text"
            className="input input-mono"
            value={textIn(props.value)}
            placeholder={placeholderOf(props)}
            list={list}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => changeText(props, event.target.value)}
          />
          <FieldList id={list} fields={fields} />
        </>
      )}
    </ParamField>
  );
}

function FieldList({
  id,
  fields,
}: {
  readonly id: string;
  readonly fields: readonly KnownField[];
}) {
  return (
    <datalist id={id}>
      {fields.map(({ name, type }) => (
        <option key={name} value={name} label={typeWord(type)} />
      ))}
    </datalist>
  );
}

/** What is known of the field: its type, or that it begins here. */
function asideOf(fields: readonly KnownField[], { value, node, path }: ControlProps): string {
  const name = textIn(value ?? node.defaultValue);
  if (name === "" || path.length > 1) return "";
  const known = fields.find((field) => field.name === name);
  if (known?.type) return typeWord(known.type);
  return known && known.writtenBy.length > 1 ? t("written elsewhere too") : "";
}

/** What is typed becomes a name that fields can have, as far as a key at a time allows. */
function asFieldName(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]+/g, "_");
}
