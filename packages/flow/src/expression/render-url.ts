import type { Scope } from "./evaluate.ts";
import type { FormulaProblem, Span } from "./expression.ts";
import { parseTemplate, type Rendered, type Template, type TemplatePart } from "./template.ts";
import { valueText } from "./value-text.ts";

const longestUrl = 8_000;
const origin = /^https?:\/\/(?:[\p{L}\p{N}._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?=[/?#]|$)/iu;
// A URL parser takes \ for / and drops tabs and line breaks: what is checked here must be what it sees.
const misleading = /[\\\p{Cc}]/u;

/** Checks the address of a request before it is saved: fields may stand in path and query alone. */
export function checkUrlTemplate(source: string): FormulaProblem | null {
  return problemOf(parseTemplate(source));
}

/**
 * Writes the address of a request. Values are percent-encoded, so none can leave its place in path or query;
 * one that would make a path step up (`..`) is refused, as is a template that `checkUrlTemplate` refuses.
 */
export function renderUrl(template: Template, scope: Scope): Rendered {
  const problem = problemOf(template);
  if (problem !== null) return { ok: false, problem };
  const pieces: Piece[] = [];
  let length = 0;
  for (const part of template.parts) {
    const text =
      part.kind === "text" ? part.text : encodeValue(valueText(scope.field(part.name) ?? null));
    length += text.length;
    if (length > longestUrl) return { ok: false, problem: tooLong(part) };
    pieces.push({ part, text });
  }
  const climbing = findClimbing(pieces);
  if (climbing !== undefined) return { ok: false, problem: climbs(climbing) };
  return { ok: true, text: pieces.map((piece) => piece.text).join("") };
}

interface Piece {
  readonly part: TemplatePart;
  readonly text: string;
}

function problemOf({ parts }: Template): FormulaProblem | null {
  const firstField = parts.findIndex((part) => part.kind === "field");
  const fixed = firstField < 0 ? parts : parts.slice(0, firstField);
  const prefix = fixed.map((part) => (part.kind === "text" ? part.text : "")).join("");
  const field = parts[firstField];
  const match = origin.exec(prefix)?.[0];
  if (field !== undefined && !/^https?:\/\/[^/?#]*[/?#]/i.test(prefix)) return misplaced(field);
  if (match === undefined) return badOrigin({ from: 0, to: fixed.at(-1)?.to ?? 0 });
  const strange = parts.find((part) => part.kind === "text" && misleading.test(part.text));
  return strange === undefined ? null : strangeCharacter(strange);
}

function encodeValue(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

// Finds a field that made its step of the path "." or "..". The mark cannot stand in the template itself.
function findClimbing(pieces: readonly Piece[]): Span | undefined {
  const marked = pieces
    .map(({ part, text }) => (part.kind === "field" ? mark + text : text))
    .join("");
  const [path = ""] = marked.split(/[?#]/, 1);
  const fields = pieces.map(({ part }) => part).filter((part) => part.kind === "field");
  let passed = 0;
  for (const step of path.split("/")) {
    const marks = step.split(mark).length - 1;
    if (marks > 0 && isDots(step.replaceAll(mark, ""))) return fields[passed];
    passed += marks;
  }
  return undefined;
}

const mark = "\n";

function isDots(step: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(step);
}

function misplaced({ from, to }: Span): FormulaProblem {
  return {
    code: "field-in-host",
    message: "A field cannot stand in the protocol, host or port of an address.",
    hint: "Write them out, as in https://api.example.org/orders/@id, and use fields after them.",
    from,
    to,
  };
}

function badOrigin({ from, to }: Span): FormulaProblem {
  return {
    code: "bad-url",
    message: "This is not the address of a web service.",
    hint: "Begin with https:// and a host name, without a user name or password.",
    from,
    to,
  };
}

function strangeCharacter({ from, to }: Span): FormulaProblem {
  return {
    code: "bad-url",
    message: "This address has a backslash, line break or control character.",
    hint: "Take it out, or write it as %5C, %0A and so on.",
    from,
    to,
  };
}

function climbs({ from, to }: Span): FormulaProblem {
  return {
    code: "path-step",
    message: "This field would make the path step up.",
    hint: 'Its value is "." or "..". Check it in a Conditions block before.',
    from,
    to,
  };
}

function tooLong({ from, to }: Span): FormulaProblem {
  return {
    code: "url-too-long",
    message: `This address grows longer than ${longestUrl} characters.`,
    hint: "Send large values in the body.",
    from,
    to,
  };
}
