/**
 * What of a sample in a guide is not so in what was printed; null: nothing. A sample in JSON has the same keys and types
 * as the last JSON that was printed (`json body`: as the body of the newest request in it); of a text each line was printed,
 * somewhere, with anything for "…".
 */
export function differenceOf(language: string, sample: string, printed: string): string | null {
  if (language === "text") {
    const missing = sample
      .trimEnd()
      .split("\n")
      .find((line) => !pattern(line).test(printed));
    return missing === undefined ? null : `this was not printed: ${missing}`;
  }
  const actual = lastJson(printed);
  return formDifference(JSON.parse(sample), language === "json body" ? bodyIn(actual) : actual, "");
}

const pattern = (line: string): RegExp =>
  new RegExp(
    line
      .trim()
      .split("…")
      .map((part) => RegExp.escape(part))
      .join(".*"),
  );

function lastJson(printed: string): unknown {
  const line = printed.split("\n").findLast((it) => /^[[{]/.test(it));
  try {
    return line === undefined ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

function bodyIn(answer: unknown): unknown {
  const requests = isObject(answer) && Array.isArray(answer.requests) ? answer.requests : [];
  const [newest] = requests;
  return isObject(newest) && typeof newest.body === "string" ? JSON.parse(newest.body) : undefined;
}

function formDifference(sample: unknown, actual: unknown, path: string): string | null {
  if (typeOf(sample) !== typeOf(actual))
    return `${path || "the answer"} is ${typeOf(actual)}, the guide shows ${typeOf(sample)}`;
  if (Array.isArray(sample) && Array.isArray(actual))
    return sample.length > 0 ? formDifference(sample[0], actual[0], `${path}[0]`) : null;
  return isObject(sample) && isObject(actual) ? keysDifference(sample, actual, path) : null;
}

function keysDifference(sample: Keys, actual: Keys, path: string): string | null {
  const names = [...new Set([...Object.keys(sample), ...Object.keys(actual)])];
  const odd = names.filter((name) => !(Object.hasOwn(sample, name) && Object.hasOwn(actual, name)));
  if (odd.length > 0)
    return `${path || "the answer"}: ${odd.join(", ")} only in one of guide and answer`;
  for (const name of names) {
    const difference = formDifference(sample[name], actual[name], `${path}.${name}`);
    if (difference) return difference;
  }
  return null;
}

interface Keys {
  readonly [key: string]: unknown;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const isObject = (value: unknown): value is Keys =>
  typeof value === "object" && value !== null && !Array.isArray(value);
