const shape = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a text that is a decimal number and nothing else (spaces around it aside). */
export function readNumber(text: string): number | undefined {
  if (text.length > 64) return undefined;
  const trimmed = text.trim();
  if (!shape.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
