import type { FormulaProblem, Span } from "./expression.ts";
import { isReadableName } from "./field-name.ts";

/** A word of the formula language. */
export type Token = Span &
  (
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "field"; readonly name: string }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "symbol"; readonly symbol: string }
    | { readonly kind: "end" }
  );

/** Either the next token or what is wrong with the text there. */
export type Lexed = { readonly token: Token } | { readonly problem: FormulaProblem };

const space = /^\s*/;
const number = /^(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/;
const name = /^[A-Za-z_][A-Za-z0-9_]*/;
const field = /^@(?:\{([^{}]*)\}|([A-Za-z0-9_]+))/;
const symbol = /^(?:==|!=|<=|>=|&&|\|\||[-+*/%<>!(),.[\]{}:])/;
// Not \b and \f: in a pattern, \b is the edge of a word.
const escapeCharacters: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads one token of `source` at or after `at`. */
export function nextToken(source: string, at: number): Lexed {
  const from = at + (space.exec(source.slice(at))?.[0].length ?? 0);
  if (from >= source.length) return { token: { kind: "end", from, to: from } };
  const first = source.charAt(from);
  if (first === '"' || first === "'") return textToken(source, from, first);
  if (first === "@") return fieldToken(source, from);
  return wordToken(source.slice(from), from) ?? strangeCharacter(source, from);
}

function wordToken(rest: string, from: number): Lexed | undefined {
  const digits = number.exec(rest)?.[0];
  if (digits !== undefined) return numberToken(digits, from);
  const word = name.exec(rest)?.[0];
  if (word !== undefined)
    return { token: { kind: "name", name: word, from, to: from + word.length } };
  const sign = symbol.exec(rest)?.[0];
  if (sign === undefined) return undefined;
  return { token: { kind: "symbol", symbol: sign, from, to: from + sign.length } };
}

function numberToken(digits: string, from: number): Lexed {
  const value = Number(digits);
  const to = from + digits.length;
  if (Number.isFinite(value)) return { token: { kind: "number", value, from, to } };
  return problem("number-too-large", "This number is too large.", "Use one below 1e308.", from, to);
}

function fieldToken(source: string, from: number): Lexed {
  const match = field.exec(source.slice(from));
  const written = match?.[1] ?? match?.[2] ?? "";
  const to = from + (match?.[0].length ?? 1);
  if (isReadableName(written)) return { token: { kind: "field", name: written, from, to } };
  return problem(
    "bad-field-name",
    written === "" ? "No field name follows the @." : `"${clip(written)}" cannot be a field.`,
    isReadableName(written.toLowerCase())
      ? `Did you mean @${written.toLowerCase()}? Field names have small letters.`
      : "Field names have small letters, digits and _, at most 64, as in @order_id or @{order_id}.",
    from,
    to,
  );
}

function textToken(source: string, from: number, quote: string): Lexed {
  let value = "";
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== quote) {
    if (source.charAt(at) !== "\\") {
      value += source.charAt(at);
      at += 1;
      continue;
    }
    const escaped = readEscape(source, at);
    value += escaped.value;
    at += escaped.length;
  }
  if (at < source.length) return { token: { kind: "text", value, from, to: at + 1 } };
  return problem(
    "open-text",
    "This text has no closing quote.",
    `Close it with ${quote}.`,
    from,
    source.length,
  );
}

// An unknown escape keeps its backslash, so that a pattern such as "\d+" can be written as it is.
function readEscape(source: string, at: number): { value: string; length: number } {
  const next = source.charAt(at + 1);
  if (next === "u") {
    const code = /^[0-9a-fA-F]{4}$/.exec(source.slice(at + 2, at + 6))?.[0];
    if (code !== undefined) return { value: String.fromCharCode(parseInt(code, 16)), length: 6 };
  }
  if (next === "\\" || next === '"' || next === "'" || next === "/")
    return { value: next, length: 2 };
  const control = escapeCharacters.get(next);
  return control === undefined ? { value: "\\", length: 1 } : { value: control, length: 2 };
}

function strangeCharacter(source: string, from: number): Lexed {
  const found = String.fromCodePoint(source.codePointAt(from) ?? 0);
  const hint =
    signHints.get(found) ??
    "Texts stand in quotes, fields begin with @, functions with a capital letter.";
  return problem(
    "strange-character",
    `"${found}" has no meaning here.`,
    hint,
    from,
    from + found.length,
  );
}

/** Signs of other languages, and what is written here. */
const signHints: ReadonlyMap<string, string> = new Map([
  ["=", "Use == to compare two values."],
  ["&", "Use && for and, and Concat(a, b) to put texts together."],
  ["|", "Use || for or."],
  ["^", "Write Power(base, exponent)."],
  ["?", "Write If(condition, then, else)."],
  [";", "Put commas between arguments."],
  ["$", "A field is written @name."],
  ...["“", "”", "„", "‘", "’", "«", "»"].map(
    (quote) => [quote, 'Use straight quotes: "text".'] as const,
  ),
]);

function problem(code: string, message: string, hint: string, from: number, to: number): Lexed {
  return { problem: { code, message, hint, from, to } };
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
