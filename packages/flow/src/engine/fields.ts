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
  type?: FieldType | "any",
): string | null {
  const fitted = fitField(draft, name, value, type);
  if (typeof fitted === "string") return fitted;
  draft.fieldBytes = fitted.mostBytes;
  spendOnCopy(draft);
  draft.state.fields = { ...draft.state.fields, [name]: fitted.field };
  return null;
}

/** Gives the problem that setting the field would have; changes nothing. */
export function checkField(draft: Draft, name: string, value: Value): string | null {
  const fitted = fitField(draft, name, value);
  return typeof fitted === "string" ? fitted : null;
}

/** The field as it would be and what all would take then at most, or the problem. */
function fitField(
  draft: Draft,
  name: string,
  value: Value,
  type?: FieldType | "any",
): { readonly field: Field; readonly mostBytes: number } | string {
  if (!isFieldName(name)) return `"${name}" is not a field name: use a to z, 0 to 9 and _.`;
  const present = readField(draft.state.fields, name);
  const wanted = type ?? draft.flow.declared.get(name)?.type;
  const coerced = coerceField(wanted === "any" ? undefined : wanted, value);
  if (!coerced.ok) return coerced.message;
  const field: Field = present?.extra
    ? { type: coerced.type, value: coerced.value, extra: present.extra }
    : { type: coerced.type, value: coerced.value };
  // Nearly always far from the limit, so it is only estimated, and counted when that may not be enough.
  const mostBytes =
    (draft.fieldBytes ?? counted(draft, mostBytesOf(draft.state.fields))) +
    mostBytesOfOne(name, field);
  if (mostBytes <= mostFieldBytes) return { field, mostBytes };
  const all = counted(draft, bytesOf(draft.state.fields));
  const bytes = all - bytesOfOne(name, present) + bytesOfOne(name, field);
  if (bytes > mostFieldBytes) return `There is no room for "${name}": all fields may take 160 KiB.`;
  return { field, mostBytes: bytes };
}

/** Takes a field away: it is absent from then on, not null. */
export function clearField(draft: Draft, name: string): void {
  if (!readField(draft.state.fields, name)) return;
  spendOnCopy(draft);
  draft.state.fields = without(draft.state.fields, name);
  draft.fieldBytes = null;
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
  return bytesOf(applied) <= mostFieldBytes ? applied : null;
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

/** A change copies all fields: with thousands of them, thousands of changes in one turn would take seconds. */
function spendOnCopy({ work, state }: Draft): void {
  work.left -= 2 * Object.keys(state.fields).length;
}

/** Counting is work too: near the limit it is done anew for each small field that a turn sets. */
function counted(draft: Draft, bytes: number): number {
  draft.work.left -= bytes >> 4;
  return bytes;
}

/** Not less than `bytesOf`, and quick. */
function mostBytesOf(fields: Fields): number {
  let sum = 2;
  for (const [name, field] of Object.entries(fields)) sum += mostBytesOfOne(name, field);
  return sum;
}

/** Each unit of a text takes at most six bytes in JSON; type, quotes and the longest number fit into what is added. */
function mostBytesOfOne(name: string, field: Field): number {
  const { value, extra } = field;
  if (extra !== undefined || (typeof value === "object" && value !== null))
    return bytesOfOne(name, field);
  return 3 * name.length + (typeof value === "string" ? 6 * value.length : 32) + 64;
}

function bytesOf(fields: Fields): number {
  return Object.entries(fields).reduce((sum, [name, field]) => sum + bytesOfOne(name, field), 2);
}

/** What a field takes in the JSON of all fields: its name in quotes, a colon, its value, a comma. */
function bytesOfOne(name: string, field: Field | undefined): number {
  return field === undefined ? 0 : utf8Length(name) + utf8Length(JSON.stringify(field)) + 4;
}
