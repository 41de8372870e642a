const widthOfLine = 100;

/** Prints JSON to be read and compared line by line: objects over several lines, lists of plain values on one if they fit. */
export function printJson(value: unknown): string {
  return `${printAt(value, "", 0)}\n`;
}

/** `beside`: characters that stand on the line anyway, before the value and after it. */
function printAt(value: unknown, indent: string, beside: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? printList(value, indent, beside) : printObject(value, indent);
}

function printList(list: readonly unknown[], indent: string, beside: number): string {
  const isPlain = list.every((item) => typeof item !== "object" || item === null);
  const line = `[${list.map((item) => JSON.stringify(item)).join(", ")}]`;
  if (isPlain && beside + line.length <= widthOfLine) return line;
  const deeper = `${indent}  `;
  const lines = list.map((item, at) => {
    const comma = at < list.length - 1 ? 1 : 0;
    return `${deeper}${printAt(item, deeper, deeper.length + comma)}`;
  });
  return `[\n${lines.join(",\n")}\n${indent}]`;
}

function printObject(object: object, indent: string): string {
  const deeper = `${indent}  `;
  const members = Object.entries(object);
  const lines = members.map(([key, value], at) => {
    const name = `${deeper}${JSON.stringify(key)}: `;
    const comma = at < members.length - 1 ? 1 : 0;
    return `${name}${printAt(value, deeper, name.length + comma)}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}
