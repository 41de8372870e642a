/** Leads from a block's parameters to one of them. */
export type ParamPath = readonly (string | number)[];

/** Reads an object's own value; `undefined` where there is none, or no object. */
export function valueIn(of: unknown, key: string | number): unknown {
  if (Array.isArray(of)) return typeof key === "number" ? of[key] : undefined;
  if (!isRecord(of) || !Object.hasOwn(of, key)) return undefined;
  return of[key];
}

/** Gives the object with another value under a key; `undefined` takes the key away. */
export function withValue(
  of: unknown,
  key: string,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const entries = isRecord(of) ? Object.entries(of) : [];
  if (value === undefined) return Object.fromEntries(entries.filter(([name]) => name !== key));
  const isKnown = entries.some(([name]) => name === key);
  return Object.fromEntries(
    isKnown
      ? entries.map(([name, old]) => [name, name === key ? value : old])
      : [...entries, [key, value]],
  );
}

/** Tells whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a list; anything else is an empty one. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads a text; anything else is an empty one. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
