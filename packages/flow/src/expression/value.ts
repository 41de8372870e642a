/** A value that a flow can hold, compute with and send: exactly what JSON can say. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The type a customer's field is declared with; `object` holds objects and arrays. Dates are ISO strings. */
export type FieldType = "string" | "integer" | "float" | "boolean" | "date" | "datetime" | "object";
