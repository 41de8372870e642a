import type { Value } from "@parley/flow";

/**
 * A value as the text that the original sends for it: lists, objects and booleans in Python's notation
 * (`['a', 'b']`, `True`). Numbers and texts stay what they are, and so does nothing.
 */
export function legacyValue(value: Value): Value {
  if (typeof value === "boolean" || (typeof value === "object" && value !== null))
    return pythonText(value);
  return value;
}

/** A value in Python's notation, as `repr` writes it. */
export function pythonText(value: Value): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return pythonNumber(value);
  if (typeof value === "string") return pythonString(value);
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  const entries = Object.entries(value);
  return `{${entries.map(([key, held]) => `${pythonString(key)}: ${pythonText(held)}`).join(", ")}}`;
}

/** Python turns to powers of ten earlier than JavaScript for small numbers, and writes them with two digits. */
function pythonNumber(value: number): string {
  const isTiny = value !== 0 && Math.abs(value) < 1e-4;
  const text = isTiny ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

const named: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/[\\']/g, (character) =>
      character === "'" && quote === '"' ? character : `\\${character}`,
    )
    // What Python counts as not printable: controls, marks without a shape, separators but the space.
    .replace(/(?! )[\p{C}\p{Z}]/gu, (character) => named[character] ?? codeEscape(character));
  return `${quote}${escaped}${quote}`;
}

function codeEscape(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
