/** How a value of a field is written in a form. */
export type ValueMode = "text" | "json" | "unset";

/** The text that clears a field. */
export const unset = "UNSET";

/** Tells how a value is written: a text as it is, everything else as JSON. */
export function modeOf(value: unknown): ValueMode {
  if (value === unset || value === null) return "unset";
  return typeof value === "string" || value === undefined ? "text" : "json";
}

/** Reads JSON; the place and the reason where it is none. */
export function readJsonText(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** Writes JSON as a person edits it: short values on one line. */
export function writeJsonText(value: unknown): string {
  const flat = JSON.stringify(value) ?? "null";
  return flat.length <= shortest ? flat : JSON.stringify(value, null, 2);
}

const shortest = 40;
