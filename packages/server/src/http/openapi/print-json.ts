const widthOfLine = 100;

/** Prints JSON to be read and compared line by line: objects over several lines, lists of plain values on one if they fit. */
export function printJson(value: unknown): string {
  return `${printAt(value, "", 0)}\n`;
}

/** `before`: characters that already stand on the line. */
function printAt(value: unknown, indent: string, before: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? printList(value, indent, before) : printObject(value, indent);
}

function printList(list: readonly unknown[], indent: string, before: number): string {
  const isPlain = list.every((item) => typeof item !== "object" || item === null);
  const line = `[${list.map((item) => JSON.stringify(item)).join(", ")}]`;
  // One more for the comma that may follow.
  if (isPlain && before + line.length + 1 <= widthOfLine) return line;
  const deeper = `${indent}  `;
  const lines = list.map((item) => `${deeper}${printAt(item, deeper, deeper.length)}`);
  return `[\n${lines.join(",\n")}\n${indent}]`;
}

function printObject(object: object, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(object).map(([key, value]) => {
    const name = `${deeper}${JSON.stringify(key)}: `;
    return `${name}${printAt(value, deeper, name.length)}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}
