import type { FieldType, FlowDocument } from "@parley/flow";
import { Plus } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { t } from "../../../../ui/words.ts";
import { fieldTypes, typeWord } from "../controls/type-word.ts";
import type { InspectorProps } from "../inspector-props.ts";
import { refusedName } from "../model/edit-fields.ts";
import { fieldsOfFlow } from "../model/fields-of-flow.ts";
import { FieldRow } from "./field-row.tsx";
import { refusalWord } from "./refusal-word.ts";
import "./field-manager.css";

export type FieldManagerProps = Pick<
  InspectorProps,
  "flow" | "readOnly" | "onFieldsChange" | "onJumpTo"
>;

/** The flow's fields: what they hold, where each is written and read; add, rename everywhere, change the type. */
export function FieldManager(props: FieldManagerProps) {
  const { flow, readOnly, onFieldsChange } = props;
  const fields = useMemo(() => fieldsOfFlow(flow), [flow]);
  const own = fields.filter(({ origin }) => origin !== "system");
  return (
    <div className="fields">
      {own.length === 0 && (
        <p className="field-hint">
          {t("No block of this flow keeps anything yet. A question makes its field by itself.")}
        </p>
      )}
      <ul className="fields-list">
        {own.map((field) => (
          <FieldRow key={field.name} {...props} field={field} />
        ))}
      </ul>
      {!readOnly && <NewField flow={flow} onFieldsChange={onFieldsChange} />}
    </div>
  );
}

interface NewFieldProps {
  readonly flow: FlowDocument;
  readonly onFieldsChange: InspectorProps["onFieldsChange"];
}

/** Declares a field that comes from outside, or that should have a type from the beginning. */
function NewField({ flow, onFieldsChange }: NewFieldProps) {
  const id = useId();
  const [name, setName] = useState("");
  const [type, setType] = useState<FieldType>("string");
  const refusal = name === "" ? null : refusedName(flow, name);
  const add = () => {
    onFieldsChange({ kind: "declare", name, type, hidden: false });
    setName("");
  };
  return (
    <form
      className="fields-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== "" && refusal === null) add();
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {t("New field")}
      </label>
      <input
        id={id}
        className="input input-small input-mono"
        value={name}
        placeholder={t("new_field")}
        spellCheck={false}
        aria-invalid={refusal !== null || undefined}
        onChange={({ target }) => setName(target.value.toLowerCase().replaceAll(/[\s-]+/g, "_"))}
      />
      <select
        className="input input-small"
        aria-label={t("Type of the new field")}
        value={type}
        onChange={({ target }) => setType(fieldTypes.find((it) => it === target.value) ?? "string")}
      >
        {fieldTypes.map((it) => (
          <option key={it} value={it}>
            {typeWord(it)}
          </option>
        ))}
      </select>
      <Button type="submit" size="small" icon={<Plus />} disabled={name === "" || refusal !== null}>
        {t("Add")}
      </Button>
      {refusal !== null && <p className="field-error">{refusalWord(refusal)}</p>}
    </form>
  );
}
