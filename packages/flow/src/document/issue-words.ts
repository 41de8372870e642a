import type { z } from "zod";
import { fieldNamePattern } from "../expression/field-name.ts";

/** What a schema found wrong, in words for whoever writes flows; `undefined`: the schema has words of its own, or none fit. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (missable.has(issue.code) && issue.input === undefined) return "This is missing.";
  if (issue.code === "invalid_type") return `This is not ${nounFor(issue)}.`;
  if (issue.code === "invalid_value" || issue.code === "invalid_union")
    return "This is none of the choices.";
  if (issue.code === "invalid_key") return issue.issues[0]?.message;
  if (issue.code === "too_big") return tooMuch[sizeOf(issue.origin)];
  if (issue.code === "too_small")
    return issue.minimum === 1 ? emptyOr(issue) : tooLittle[sizeOf(issue.origin)];
  if (issue.code === "unrecognized_keys")
    return `Nothing here is called ${issue.keys.map((key) => JSON.stringify(key)).join(" or ")}.`;
  return undefined;
}

const missable: ReadonlySet<string> = new Set(["invalid_type", "invalid_value", "invalid_union"]);

/** What to write there instead. */
export function issueHint(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `Remove ${issue.keys.map((key) => `"${key}"`).join(", ")}, or correct the spelling.`;
  if (issue.code === "invalid_value") return choiceHint(issue.values.map(written));
  if (issue.code === "invalid_union") return choiceHint(choicesOf(issue));
  if (issue.code === "invalid_format" && issue.pattern === String(fieldNamePattern))
    return "Write it like order_id: small letters, without an @ or spaces.";
  if (issue.code === "too_small") return `At least ${sizeWords(issue.minimum, issue.origin)}.`;
  if (issue.code === "too_big") return `At most ${sizeWords(issue.maximum, issue.origin)}.`;
  if (issue.code === "invalid_type") return `Write ${nounFor(issue)}.`;
  return "The JSON Schema of flow files shows what can stand here.";
}

function choiceHint(choices: readonly string[]): string {
  const all = [...new Set(choices)];
  return all.length === 1 ? `Write ${all[0]}.` : `Write one of ${all.join(", ")}.`;
}

/** What each form of a union would be: its constants, the word for its type, or all that tells the forms apart. */
function choicesOf(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  if ("options" in issue && Array.isArray(issue.options)) return issue.options.map(written);
  return issue.errors.flatMap(([first]) => {
    if (first?.code === "invalid_value") return first.values.map(written);
    return first?.code === "invalid_type" ? [nounFor(first)] : [];
  });
}

const written = (value: unknown): string => JSON.stringify(value) ?? String(value);

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
