import type { FieldType } from "@parley/flow";

/** A value in a service's answer that was picked to be kept. */
export interface PickedValue {
  readonly path: string;
  readonly field: string;
  readonly type: FieldType;
}

/** Writes a path as `save` rows do: `a.b[0].c`, and `["a b"]` for keys that would not read as one. */
export function writeAnswerPath(steps: readonly (string | number)[]): string {
  return steps
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[^.[\]"'\s]+$/.test(step)) return `[${quoted(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Makes a row of a picked value: a field named after its last key, of the type that the value has. */
export function pickValue(
  steps: readonly (string | number)[],
  value: unknown,
  taken: ReadonlySet<string>,
): PickedValue {
  const keys = steps.filter((step) => typeof step === "string");
  const name = fieldNameFrom(keys.at(-1) ?? "answer");
  // `payment.id` is better called payment_id than id_2.
  const longer = fieldNameFrom(keys.slice(-2).join("_"));
  return {
    path: writeAnswerPath(steps),
    field: freeName(taken.has(name) && keys.length > 1 ? longer : name, taken),
    type: typeOf(value),
  };
}

/** Makes a field's name of any text. */
export function fieldNameFrom(text: string): string {
  const name = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 60);
  return name === "" ? "value" : name;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count += 1) if (!taken.has(`${name}_${count}`)) return `${name}_${count}`;
}

function typeOf(value: unknown): FieldType {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "float";
  if (typeof value === "object" && value !== null) return "object";
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "date";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return "datetime";
  return "string";
}

function quoted(key: string): string {
  return key.includes('"') ? `'${key}'` : `"${key}"`;
}
