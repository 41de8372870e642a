import type { Scope } from "./evaluate.ts";
import type { FormulaProblem, Span } from "./expression.ts";
import { isReadableName } from "./field-name.ts";
import { maxValueSize } from "./measure-value.ts";
import { valueText } from "./value-text.ts";

/** A text with fields in it, read once and rendered often. Plain data. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}

/** A stretch of plain text, or the place of a field; `from` and `to` are offsets in the source. */
export type TemplatePart = Span &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "field"; readonly name: string }
  );

/** A rendered text, or what is wrong and where in the template's source. */
export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FormulaProblem };

/** The longest text that rendering gives, in characters. */
export const maxRenderedLength = maxValueSize;

/**
 * Finds the fields in a text: `@name`, or `@{name}` right beside letters. `@@` is a plain @, and so is one that
 * no name follows, or that without braces follows a letter or digit (an e-mail address).
 */
export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of source.matchAll(reference)) {
    const from = match.index;
    const name = match[1] ?? match[2];
    const isBare = match[2] !== undefined;
    const isPlain =
      name === undefined || !isReadableName(name) || (isBare && isAddress(source, from, parts, at));
    if (isPlain && match[0] !== "@@") continue;
    pushText(parts, source, at, from);
    const to = from + match[0].length;
    if (name === undefined) parts.push({ kind: "text", text: "@", from, to });
    else parts.push({ kind: "field", name, from, to });
    at = to;
  }
  pushText(parts, source, at, source.length);
  return { parts };
}

/** Lists the fields of a template, each once, in the order of their first places. */
export function fieldNamesOf(template: Template): string[] {
  const names = template.parts.flatMap((part) => (part.kind === "field" ? [part.name] : []));
  return [...new Set(names)];
}

/**
 * Writes a template as a person reads it. A field without a value leaves nothing; what goes beyond the
 * longest text is cut off.
 */
export function renderText(template: Template, scope: Scope): string {
  const pieces: string[] = [];
  let length = 0;
  for (const part of template.parts) {
    const piece = part.kind === "text" ? part.text : valueText(scope.field(part.name) ?? null);
    pieces.push(piece);
    length += piece.length;
    if (length > maxRenderedLength)
      return pieces.join("").slice(0, maxRenderedLength).toWellFormed();
  }
  // Joined, not added up: the engine's JSON writer is three times as slow with a text that is a tree of its pieces.
  return pieces.join("");
}

// A block id has capitals, and only in braces a hyphen, which is a plain character after a bare name.
const reference =
  /@@|@\{(resume_url_[A-Za-z0-9_-]+|[a-z0-9_]+)\}|@(resume_url_[A-Za-z][A-Za-z0-9_]*|[a-z0-9_]+)/g;

// Right after a field, an @ begins the next one: "@city@zip".
function isAddress(
  source: string,
  from: number,
  parts: readonly TemplatePart[],
  at: number,
): boolean {
  if (at === from && parts.at(-1)?.kind === "field") return false;
  return /[\p{L}\p{N}_]$/u.test(source.slice(Math.max(0, from - 2), from));
}

function pushText(parts: TemplatePart[], source: string, from: number, to: number): void {
  if (to > from) parts.push({ kind: "text", text: source.slice(from, to), from, to });
}
