import { coerceField, type FieldType, type Scope, type Value } from "@parley/flow";

/** What a field holds while one tries things out: texts as they are typed, by field. */
export type Samples = Readonly<Record<string, string>>;

/** Where and when one tries things out. */
export interface SampleWorld {
  readonly botId: number;
  /** Where this installation stands. */
  readonly origin: string;
  readonly nowMs: number;
  /** The flow's time zone. */
  readonly zone: string;
  /** The bot's, as dates in formulas are written in it. */
  readonly language: string;
}

/** Turns samples into what formulas and requests read. A text that shows a number, a list or an object is one. */
export function sampleScope(
  samples: Samples,
  types: ReadonlyMap<string, FieldType | null>,
  world: SampleWorld,
): Scope {
  const values = new Map(
    Object.entries(samples).map(([name, text]) => [
      name,
      sampleValue(text, types.get(name) ?? null),
    ]),
  );
  return {
    field: (name) => values.get(name) ?? systemValue(name, world),
    nowMs: world.nowMs,
    zone: world.zone,
    language: world.language,
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
function systemValue(name: string, { botId, origin, nowMs, zone }: SampleWorld): Value | undefined {
  const day = (shift: number) => dayIn(zone, nowMs + shift * dayMs);
  const known: ReadonlyMap<string, Value> = new Map<string, Value>([
    ["today", day(0)],
    ["yesterday", day(-1)],
    ["tomorrow", day(1)],
    ["now", new Date(nowMs).toISOString()],
    ["timestamp", Math.floor(nowMs / 1000)],
    ["id", nobody],
    ["bot_id", botId],
    ["last_input", "Hello"],
  ]);
  if (name === "resume_url" || name.startsWith("resume_url_")) return `${origin}/v1/resume/sample/`;
  return known.get(name);
}

/** A draft may name a zone that there is not: its problem says so, and its days are those of UTC. */
function dayIn(zone: string, ms: number): string {
  try {
    // Swedish writes a day as 2026-02-28.
    return new Date(ms).toLocaleDateString("sv-SE", { timeZone: zone });
  } catch {
    return dayIn("UTC", ms);
  }
}

/** The number before that of an installation's first customer: a request that is sent to try it must lead back to nobody. */
const nobody = 10_000_000;

const dayMs = 86_400_000;
