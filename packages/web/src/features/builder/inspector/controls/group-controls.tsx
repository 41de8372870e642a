import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { isRecord, textIn, valueIn, withValue } from "../model/params.ts";
import { ParamField } from "./param-field.tsx";
import { Segments } from "./segments.tsx";

/** Parameters that belong together; as a whole they can be missing. */
export function GroupControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { Param, isReadOnly } = useInspector();
  const isThere = isRecord(value);
  const empty = () => Object.fromEntries(node.fields.map(({ name }) => [name, ""]));
  return (
    <ParamField
      {...props}
      isGroup
      aside={
        !node.isRequired && (
          <label className="param-check">
            <input
              type="checkbox"
              checked={isThere}
              disabled={isReadOnly}
              aria-label={formWord(node.label)}
              onChange={({ target }) => onChange(target.checked ? empty() : undefined)}
            />
          </label>
        )
      }
    >
      {() =>
        isThere && (
          <div className="param-nested">
            {node.fields.map((field) => (
              <Param
                key={field.name}
                node={field}
                path={[...path, field.name]}
                value={valueIn(value, field.name)}
                onChange={(after) => onChange(withValue(value, field.name, after))}
              />
            ))}
          </div>
        )
      }
    </ParamField>
  );
}

/** One of several shapes, each with its own parameters. */
export function VariantsControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { Param, isReadOnly } = useInspector();
  const present = value ?? node.defaultValue;
  const kind = textIn(valueIn(present, "kind"));
  const variant = node.variants.find((it) => it.value === kind);
  const turnInto = (to: string) => {
    const fields = node.variants.find((it) => it.value === to)?.fields ?? [];
    const kept = fields.map(({ name, control }) => [
      name,
      valueIn(present, name) ?? (control === "rows" ? [] : (firstValues[control] ?? "")),
    ]);
    onChange({ kind: to, ...Object.fromEntries(kept) });
  };
  return (
    <ParamField
      {...props}
      isGroup
      aside={
        <Segments
          label={formWord(node.label)}
          value={kind}
          options={node.variants.map((it) => ({ value: it.value, label: formWord(it.label) }))}
          onChange={turnInto}
          disabled={isReadOnly}
        />
      }
    >
      {() =>
        variant === undefined ? (
          <p className="field-hint">{t("Choose one.")}</p>
        ) : (
          variant.fields.map((field, index) => (
            <Param
              key={field.name}
              node={field}
              path={[...path, field.name]}
              value={valueIn(present, field.name)}
              onChange={(after) => onChange(withValue(present, field.name, after))}
              hidesLabel={index === 0}
            />
          ))
        )
      }
    </ParamField>
  );
}

/** What a shape begins with, so that it is valid from the first moment. */
const firstValues: Readonly<Record<string, string>> = { json: "{}" };
