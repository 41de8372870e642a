/** An object of JSON whose keys are not known beforehand. */
export interface JsonRecord {
  [key: string]: unknown;
}

/** Tells objects from lists, texts, numbers and null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one is put there if there is none. */
export function recordAt(parent: JsonRecord, key: string): JsonRecord {
  const present = parent[key];
  if (isRecord(present)) return present;
  const made: JsonRecord = {};
  parent[key] = made;
  return made;
}

/** Rewrites every object in a document, inner ones first. */
export function mapRecords(
  record: JsonRecord,
  rewrite: (record: JsonRecord) => JsonRecord,
): JsonRecord {
  const entries = Object.entries(record).map(([key, value]) => [key, mapValue(value, rewrite)]);
  return rewrite(Object.fromEntries(entries));
}

function mapValue(value: unknown, rewrite: (record: JsonRecord) => JsonRecord): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValue(item, rewrite));
  return isRecord(value) ? mapRecords(value, rewrite) : value;
}
