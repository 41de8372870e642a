import { coerceField, type FieldType, type Scope, type Value } from "@parley/flow";

/** What a field holds while one tries things out: texts as they are typed, by field. */
export type Samples = Readonly<Record<string, string>>;

/** Turns samples into what formulas and requests read. A text that shows a number, a list or an object is one. */
export function sampleScope(
  samples: Samples,
  types: ReadonlyMap<string, FieldType | null>,
  nowMs: number,
  zone: string,
): Scope {
  const values = new Map(
    Object.entries(samples).map(([name, text]) => [
      name,
      sampleValue(text, types.get(name) ?? null),
    ]),
  );
  return {
    field: (name) => values.get(name) ?? systemValue(name, nowMs),
    nowMs,
    zone,
  };
}

/** Reads one sample; of a declared type if there is one, else as JSON where it is any, else as the text it is. */
export function sampleValue(text: string, type: FieldType | null): Value | undefined {
  if (text === "") return undefined;
  if (type !== null) {
    const coerced = coerceField(type, text);
    return coerced.ok ? coerced.value : text;
  }
  if (!/^(?:[[{]|-?\d+(?:\.\d+)?$|true$|false$|null$)/.test(text.trim())) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

/** What the engine would give in a conversation; those that need one have a stand-in. */
function systemValue(name: string, nowMs: number): Value | undefined {
  const day = (shift: number) =>
    new Date(nowMs + shift * dayMs).toISOString().slice(0, "2026-01-01".length);
  const known: ReadonlyMap<string, Value> = new Map<string, Value>([
    ["today", day(0)],
    ["yesterday", day(-1)],
    ["tomorrow", day(1)],
    ["now", new Date(nowMs).toISOString()],
    ["timestamp", Math.floor(nowMs / 1000)],
    ["id", 1],
    ["bot_id", 1],
    ["last_input", "Hello"],
  ]);
  if (name === "resume_url" || name.startsWith("resume_url_"))
    return "https://parley.example/v1/resume/sample";
  return known.get(name);
}

const dayMs = 86_400_000;
