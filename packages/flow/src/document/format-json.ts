const lineWidth = 100;

/** Writes JSON as the repository's formatter would: two spaces, short lists and objects on one line. Leaves `undefined` out. */
export function formatJson(value: unknown): string {
  return `${print(throughJson(value), 0, 0)}\n`;
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

function print(value: unknown, indent: number, column: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? "[]" : "{}";
  const entries = isList ? value.map((item) => ["", item] as const) : keyed(value);
  if (entries.length === 0) return `${open}${close}`;
  const line = isFlat(value) ? oneLine(value) : null;
  // One more for the comma that may follow.
  if (line !== null && column + line.length < lineWidth) return line;
  const inner = " ".repeat(indent + 2);
  const lines = entries.map(
    ([key, item]) => `${inner}${key}${print(item, indent + 2, indent + 2 + key.length)}`,
  );
  return `${open}\n${lines.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function keyed(value: object): (readonly [string, unknown])[] {
  return Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const);
}

/** What reads well on one line: an object or a list of plain values, and a list with one of these alone in it. */
function isFlat(value: object): boolean {
  if (!Array.isArray(value)) return Object.values(value).every(isPlain);
  const [only] = value;
  return value.length === 1 && !isPlain(only) ? isFlat(only) : value.every(isPlain);
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function oneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const parts = keyed(value).map(([key, item]) => `${key}${oneLine(item)}`);
  return `{ ${parts.join(", ")} }`;
}
