import { type Field, type Fields, readField } from "../conversation/field.ts";
import { coerceField } from "../expression/coerce.ts";
import { isFieldName } from "../expression/field-name.ts";
import type { FieldType, Value } from "../expression/value.ts";
import type { Draft } from "./draft.ts";

/** What all fields of a customer may take as JSON, in characters: an entry's hook body must hold them. */
export const mostFieldCharacters = 160 * 1024;

/** Sets a field from inside a flow. Gives the problem when the name, the type or the room refuses it. */
export function setField(
  draft: Draft,
  name: string,
  value: Value,
  type?: FieldType,
): string | null {
  if (!isFieldName(name)) return `"${name}" is not a field name: use a to z, 0 to 9 and _.`;
  const present = readField(draft.state.fields, name);
  const wanted = type ?? draft.flow.declared.get(name)?.type;
  const coerced = coerceField(wanted, value);
  if (!coerced.ok) return coerced.message;
  const field: Field = present?.extra
    ? { type: coerced.type, value: coerced.value, extra: present.extra }
    : { type: coerced.type, value: coerced.value };
  const fields = { ...draft.state.fields, [name]: field };
  if (!hasRoom(fields)) return `There is no room for "${name}": all fields may take 160 KiB.`;
  draft.state.fields = fields;
  return null;
}

/** Takes a field away: it is absent from then on, not null. */
export function clearField(draft: Draft, name: string): void {
  if (readField(draft.state.fields, name)) draft.state.fields = without(draft.state.fields, name);
}

/** Applies a set of changes from outside; `null` when they do not fit. */
export function applyFields(
  fields: Fields,
  changes: { readonly [name: string]: Field | null },
): Fields | null {
  const next: { [name: string]: Field } = { ...fields };
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) delete next[name];
    else next[name] = change;
  }
  return hasRoom(next) ? next : null;
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function hasRoom(fields: Fields): boolean {
  return JSON.stringify(fields).length <= mostFieldCharacters;
}
