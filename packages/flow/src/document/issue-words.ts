import type { z } from "zod";

/** What a schema found wrong, in words for whoever writes flows; `undefined`: the schema has words of its own, or none fit. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "This is missing." : `This is not ${nounFor(issue)}.`;
  if (issue.code === "invalid_value") return "This is none of the choices.";
  if (issue.code === "too_big") return tooMuch[sizeOf(issue.origin)];
  if (issue.code === "too_small")
    return issue.minimum === 1 ? emptyOr(issue) : tooLittle[sizeOf(issue.origin)];
  if (issue.code === "unrecognized_keys")
    return `Nothing here is called ${issue.keys.map((key) => JSON.stringify(key)).join(" or ")}.`;
  return undefined;
}

/** What to write there instead. */
export function issueHint(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `Remove ${issue.keys.map((key) => `"${key}"`).join(", ")}, or correct the spelling.`;
  if (issue.code === "invalid_value")
    return `Write one of ${issue.values.map((it) => JSON.stringify(it)).join(", ")}.`;
  if (issue.code === "too_small") return `At least ${sizeWords(issue.minimum, issue.origin)}.`;
  if (issue.code === "too_big") return `At most ${sizeWords(issue.maximum, issue.origin)}.`;
  if (issue.code === "invalid_type") return `Write ${nounFor(issue)}.`;
  return "The JSON Schema of flow files shows what can stand here.";
}

type Size = "text" | "number" | "entries";

const tooMuch = {
  text: "This text is too long.",
  number: "This number is too large.",
  entries: "These are too many.",
} as const;

const tooLittle = {
  text: "This text is too short.",
  number: "This number is too small.",
  entries: "These are too few.",
} as const;

function emptyOr({ origin }: { readonly origin: string }): string {
  const size = sizeOf(origin);
  return size === "number" ? tooLittle.number : "This is empty.";
}

function sizeOf(origin: string): Size {
  if (origin === "string") return "text";
  return ["array", "set", "map", "object", "record", "file"].includes(origin)
    ? "entries"
    : "number";
}

function sizeWords(size: number | bigint, origin: string): string {
  if (sizeOf(origin) !== "text") return `${size}`;
  return size === 1 ? "1 character" : `${size} characters`;
}

const nouns: ReadonlyMap<string, string> = new Map([
  ["string", "a text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["tuple", "a list"],
  ["object", "an object"],
  ["record", "an object"],
]);

const nounFor = ({ expected }: { readonly expected: string }): string =>
  nouns.get(expected) ?? expected;
