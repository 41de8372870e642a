import { isFieldName } from "../expression/field-name.ts";
import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { type FlowProblem, warningAt } from "./flow-problem.ts";
import { knownFields } from "./known-fields.ts";

/** Finds what looks like a field in a text and is shown as it stands: `@Name`, `{{name}}`, `@order.total`. */
export function checkTexts(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): FlowProblem[] {
  const known = knownFields(document, checked);
  const objects = new Set(
    Object.entries(document.fields).flatMap(([name, { type }]) => (type === "object" ? name : [])),
  );
  return Object.entries(document.blocks).flatMap(([id, { kind, params }]) =>
    textsOf(params, ["blocks", id, "params"]).flatMap(({ path, text }) =>
      [
        ...(kind === "formula" ? [] : [...capitals(text, known), ...paths(text, objects)]),
        // Services have templates of their own, and it may be these that a request sends.
        ...(kind === "formula" || kind === "webhook" ? [] : foreign(text)),
      ].map((found) => warningAt({ path, code: "mistaken-field", ...found })),
    ),
  );
}

interface Found {
  readonly message: string;
  readonly hint: string;
}

interface Text {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function textsOf(value: unknown, path: readonly PropertyKey[]): Text[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}

const bare = /(?<![\p{L}\p{N}_@])@\{?([A-Za-z][A-Za-z0-9_]*)/gu;

function capitals(text: string, known: ReadonlySet<string>): Found[] {
  const names = matches(text, bare).filter((name) => !known.has(name));
  return names.flatMap((name) => {
    const meant = name.toLowerCase();
    if (meant === name || !known.has(meant)) return [];
    const message = `"@${name}" is no field and is shown as it stands.`;
    return [{ message, hint: `Did you mean @${meant}? Field names have small letters.` }];
  });
}

const path = /@\{?([a-z0-9_]+)\}?(?:\[\d|\.[a-z_])/g;

function paths(text: string, objects: ReadonlySet<string>): Found[] {
  return matches(text, path)
    .filter((name) => objects.has(name))
    .map((name) => ({
      message: `@${name} is shown as a whole here, and what follows it as it stands.`,
      hint: `Take a part out in a Formula block before: GetValue(@${name}, "a.b[0]").`,
    }));
}

const braces = /(?:\{\{|\$\{|#\{)\s*([A-Za-z_][\w.]{0,63})\s*\}/g;

function foreign(text: string): Found[] {
  return matches(text, braces).map((name) => {
    const meant = name.toLowerCase();
    const hint = isFieldName(meant) ? `Did you mean @${meant}?` : "A field is written @name.";
    return { message: `A field is not written in braces such as those of "${name}".`, hint };
  });
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}
