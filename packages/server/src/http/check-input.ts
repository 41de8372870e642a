import { isEmptyList } from "@parley/contract";
import type { z } from "zod";
import { invalidFields, notFound } from "../errors.ts";

/**
 * Reads a body by its schema. An absent one is empty: clients send PUT and DELETE with a JSON type and nothing in it;
 * so is the list that PHP makes of no members.
 */
export function checkBody<S extends z.ZodType>(schema: S | undefined, body: unknown): z.output<S> {
  return checkFields(schema, isEmptyList(body) ? {} : (body ?? {}));
}

/** Reads a query by its schema. */
export function checkQuery<S extends z.ZodType>(
  schema: S | undefined,
  query: unknown,
): z.output<S> {
  return checkFields(schema, query);
}

/** Reads the parameters of a path. An id that cannot be one names nothing. */
export function checkParams<S extends z.ZodType>(
  schema: S | undefined,
  params: unknown,
  path: string,
): z.output<S> {
  const read = schema?.safeParse(params);
  if (read && !read.success) throw notFound(hintFor(read.error.issues, params, path));
  // Without a schema nobody reads them.
  return read?.data as z.output<S>;
}

function hintFor(issues: readonly z.core.$ZodIssue[], params: unknown, path: string): string {
  const [issue] = issues;
  const name = String(issue?.path[0]);
  const given = Object.entries(params ?? {}).find(([it]) => it === name)?.[1];
  const template = path.replace(/:(\w+)/g, "{$1}");
  return `${JSON.stringify(String(given).slice(0, 64))} cannot be the {${name}} of ${template}. ${issue?.message}`;
}

function checkFields<S extends z.ZodType>(schema: S | undefined, input: unknown): z.output<S> {
  const read = schema?.safeParse(input, { error: wordsFor });
  if (read && !read.success) throw invalidFields(problemsByField(read.error.issues));
  return read?.data as z.output<S>;
}

function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  const { code } = issue;
  if ((code === "invalid_type" || code === "invalid_value") && issue.input === undefined)
    return "This field is required.";
  if (code === "invalid_type") return wordsForType.get(issue.expected);
  if (code === "invalid_value") return wordsForChoice(issue.values);
  if (code === "too_big") return `Give at most ${sizeWords(issue.maximum, issue.origin)}.`;
  if (code !== "too_small") return undefined;
  if (issue.origin === "string" && issue.minimum === 1) return "This field may not be blank.";
  return `Give at least ${sizeWords(issue.minimum, issue.origin)}.`;
}

const wordsForType: ReadonlyMap<string, string> = new Map([
  ["string", "Give a text."],
  ["number", "Give a number."],
  ["int", "Give a whole number."],
  ["boolean", "Give true or false."],
  ["array", "Give a list."],
  ["tuple", "Give a list."],
  ["object", "Give an object."],
  ["record", "Give an object."],
]);

const sizeWords = (size: number | bigint, origin: string): string =>
  origin === "string" ? `${size} characters` : `${size}`;

const wordsForChoice = (values: readonly unknown[]): string =>
  `Give ${values.length === 1 ? "" : "one of "}${values.map(String).join(", ")}.`;

function problemsByField(issues: readonly z.core.$ZodIssue[]): Record<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const field = path.length === 0 ? "body" : String(path[0]);
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return Object.fromEntries(fields);
}
