import type { Scope } from "./evaluate.ts";
import type { FormulaProblem, Span } from "./expression.ts";
import { findJsonFault } from "./json-fault.ts";
import {
  maxRenderedLength,
  parseTemplate,
  type Rendered,
  type Template,
  type TemplatePart,
} from "./template.ts";
import type { Value } from "./value.ts";
import { valueJson, valueText } from "./value-text.ts";

/** Checks a JSON body before it is saved. What passes gives valid JSON for every value of its fields. */
export function checkJsonTemplate(source: string): FormulaProblem | null {
  const template = parseTemplate(source);
  const placed = placeParts(template);
  const broken = placed.find((part) => part.isAfterBackslash && part.part.kind === "field");
  if (broken !== undefined) return afterBackslash(broken.part);
  const pieces = placed.map((part): Piece => ({ part: part.part, text: pieceOf(part, null) }));
  const fault = findJsonFault(joined(pieces));
  return fault === undefined ? null : notJson(sourceSpan(pieces, fault));
}

/**
 * Writes a JSON body. Between quotes a value is escaped text, elsewhere JSON of its own kind (unset: `null`).
 * No value can change the structure around it. Gives an error with its place where the result is not JSON.
 */
export function renderJsonBody(template: Template, scope: Scope): Rendered {
  const pieces: Piece[] = [];
  let length = 0;
  for (const placed of placeParts(template)) {
    const { part } = placed;
    if (part.kind === "field" && placed.isAfterBackslash) {
      return { ok: false, problem: afterBackslash(part) };
    }
    const value = part.kind === "field" ? (scope.field(part.name) ?? null) : null;
    const text = pieceOf(placed, value);
    length += text.length;
    if (length > maxRenderedLength) return { ok: false, problem: tooLarge(part) };
    pieces.push({ part, text });
  }
  const text = joined(pieces);
  if (isJson(text)) return { ok: true, text };
  const fault = findJsonFault(text) ?? text.length;
  return { ok: false, problem: notJson(sourceSpan(pieces, fault)) };
}

interface Piece {
  readonly part: TemplatePart;
  readonly text: string;
}

interface PlacedPart {
  readonly part: TemplatePart;
  readonly isInText: boolean;
  readonly isAfterBackslash: boolean;
}

// Only the author's own text opens and closes quotes; values never do.
function placeParts(template: Template): PlacedPart[] {
  let isInText = false;
  let isAfterBackslash = false;
  return template.parts.map((part) => {
    const placed = { part, isInText, isAfterBackslash };
    if (part.kind === "field") return placed;
    for (const character of part.text) {
      if (isAfterBackslash) isAfterBackslash = false;
      else if (character === '"') isInText = !isInText;
      else isAfterBackslash = isInText && character === "\\";
    }
    return placed;
  });
}

function pieceOf({ part, isInText }: PlacedPart, value: Value): string {
  if (part.kind === "text") return part.text;
  return isInText ? JSON.stringify(valueText(value)).slice(1, -1) : valueJson(value);
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join("");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// The place in the template that a place in the rendered text comes from.
function sourceSpan(pieces: readonly Piece[], offset: number): Span {
  let passed = 0;
  for (const { part, text } of pieces) {
    if (offset < passed + text.length) {
      if (part.kind === "field") return part;
      const from = Math.min(part.from + offset - passed, part.to);
      return { from, to: Math.min(from + 1, part.to) };
    }
    passed += text.length;
  }
  const end = pieces.at(-1)?.part.to ?? 0;
  return { from: end, to: end };
}

function notJson({ from, to }: Span): FormulaProblem {
  return {
    code: "bad-json",
    message: "This body is not JSON from here on.",
    hint: 'Check quotes and commas. Fields stand alone ("total": @total) or within quotes ("name": "@name").',
    from,
    to,
  };
}

function afterBackslash({ from, to }: Span): FormulaProblem {
  return {
    code: "bad-json",
    message: "A field cannot follow a backslash.",
    hint: "Write \\\\ for a backslash before the field.",
    from,
    to,
  };
}

function tooLarge({ from, to }: Span): FormulaProblem {
  return {
    code: "body-too-large",
    message: `This body grows larger than ${maxRenderedLength} characters.`,
    hint: "Send fewer or smaller fields.",
    from,
    to,
  };
}
