/** Exactly what JSON can say; structurally the same as the flow core's `Value`. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Its keys come from outside: read own properties only. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
