import { type Field, type Fields, readField } from "../conversation/field.ts";
import { utf8Length } from "../document/utf8-length.ts";
import { coerceField } from "../expression/coerce.ts";
import { isFieldName } from "../expression/field-name.ts";
import type { FieldType, Value } from "../expression/value.ts";
import type { Draft } from "./draft.ts";

/** What all fields of a customer may take as JSON, in UTF-8 bytes: an entry's hook body must hold them. */
const mostFieldBytes = 160 * 1024;

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
  const next = new Map(Object.entries(fields));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) next.delete(name);
    else next.set(name, change);
  }
  // Entries, because assigning a name such as `__proto__` would set something else than a field.
  const applied = Object.fromEntries(next);
  return hasRoom(applied) ? applied : null;
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function hasRoom(fields: Fields): boolean {
  const json = JSON.stringify(fields);
  // Three bytes are the most that one UTF-16 unit takes, so short texts need no counting.
  return json.length * 3 <= mostFieldBytes || utf8Length(json) <= mostFieldBytes;
}
