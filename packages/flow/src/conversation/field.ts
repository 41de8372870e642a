import type { FieldType, Value } from "../expression/value.ts";

/** A named, typed value of a customer. Flow variables are these fields. `extra` is the caller's own note, kept and echoed. */
export interface Field {
  readonly type: FieldType;
  readonly value: Value;
  readonly extra?: { readonly [key: string]: Value };
}

/** A customer's fields by name. Read with `readField`: names come from outside. */
export type Fields = { readonly [name: string]: Field };

/** Reads an own field; names such as `constructor` find nothing. */
export function readField(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
