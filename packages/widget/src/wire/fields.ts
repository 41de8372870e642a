/** True for anything that has named fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The own field of whatever it is. */
export function field(value: unknown, key: string): unknown {
  const record: object = Object(value);
  return Object.hasOwn(record, key) ? Reflect.get(record, key) : undefined;
}

/** A string, or nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A finite number, or nothing. */
export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** An array, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One of the words listed, or nothing. */
export function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

/** What a JSON text says; undefined where it is not JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
