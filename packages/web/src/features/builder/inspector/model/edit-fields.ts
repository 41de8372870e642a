import { type FlowDocument, isFieldName, systemVariableNames } from "@parley/flow";
import type { FieldsEdit } from "../inspector-props.ts";
import { fieldsOfFlow } from "./fields-of-flow.ts";
import { formOf } from "./forms.ts";
import { mapFieldNames } from "./map-field-names.ts";

/** Applies a change of fields to the whole flow. A rename reaches every text, formula, JSON and condition. */
export function editFields(flow: FlowDocument, edit: FieldsEdit): FlowDocument {
  switch (edit.kind) {
    case "declare": {
      const { type, hidden } = edit;
      const declared = hidden ? { type, hidden } : { type };
      return { ...flow, fields: { ...flow.fields, [edit.name]: declared } };
    }
    case "remove": {
      const { [edit.name]: _, ...fields } = flow.fields;
      return { ...flow, fields };
    }
    case "rename":
      return renamed(flow, edit.from, edit.to);
  }
}

/** Why a field cannot have a name; `null` when it can. */
export function refusedName(
  flow: FlowDocument,
  name: string,
): "empty" | "bad" | "taken" | "system" | null {
  if (name === "") return "empty";
  if (!isFieldName(name)) return "bad";
  if (systemVariableNames.some((it) => it === name)) return "system";
  const own = fieldsOfFlow(flow).filter(({ origin }) => origin !== "system");
  return own.some((field) => field.name === name) ? "taken" : null;
}

function renamed(flow: FlowDocument, from: string, to: string): FlowDocument {
  const other = (name: string) => (name === from ? to : name);
  const blocks = Object.entries(flow.blocks).map(([id, block]) => {
    const form = formOf(block.kind);
    if (!form) return [id, block] as const;
    const implied = impliedField(block, form.fields, from);
    const params = mapFieldNames(form, { ...block.params, ...implied }, other);
    return [id, { ...block, params: params as typeof block.params }] as const;
  });
  const fields = Object.entries(flow.fields).map(([name, field]) => [other(name), field] as const);
  return { ...flow, fields: Object.fromEntries(fields), blocks: Object.fromEntries(blocks) };
}

/** A block that writes the field by its kind's default has to say so before the name changes. */
function impliedField(
  { params }: FlowDocument["blocks"][string],
  fields: readonly { name: string; control: string; defaultValue?: unknown }[],
  from: string,
): Readonly<Record<string, unknown>> {
  const implied = fields.find(
    ({ name, control, defaultValue }) =>
      control === "field" && defaultValue === from && params[name] === undefined,
  );
  return implied ? { [implied.name]: from } : {};
}
