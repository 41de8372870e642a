import type { FormulaProblem, Span } from "./expression.ts";
import type { Token } from "./lexer.ts";
import { nearestName } from "./nearest-name.ts";

/** Carries a problem from deep in the parser up to `parseFormula`, which alone catches it. */
export class Refusal extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A formula above the cap on its length; refused before it is read. */
export function tooLong(length: number, most: number): FormulaProblem {
  return {
    code: "formula-too-long",
    message: `This formula has ${length} characters.`,
    hint: `At most ${most} are allowed. Split it over several blocks.`,
    from: most,
    to: length,
  };
}

/** Nesting above the cap. */
export function tooDeep({ from, to }: Span): Refusal {
  return new Refusal({
    code: "formula-too-deep",
    message: "This formula nests too deeply.",
    hint: "Split it over several blocks, or give one function more arguments: Sum(a, b, c), Or(a, b, c).",
    from,
    to,
  });
}

/** A token that cannot stand where it does. */
export function unexpected(token: Token, wanted: string): Refusal {
  return new Refusal({
    code: "unexpected-token",
    message: `Expected ${wanted}, found ${describe(token)}.`,
    hint: unexpectedHint(token, wanted),
    from: token.from,
    to: token.to,
  });
}

/** A bare word or a call that is not in the catalogue, with the name that was probably meant. */
export function unknownName(
  token: Token & { kind: "name" },
  isCall: boolean,
  known: readonly string[],
): Refusal {
  const near = nearestName(token.name, isCall ? known : [...constants, ...known]);
  const name = token.name.length > 40 ? `${token.name.slice(0, 40)}…` : token.name;
  return new Refusal({
    code: "unknown-function",
    message: isCall ? `There is no function ${name}.` : `${name} is not a value.`,
    hint: nameHint(near, isCall, name),
    from: token.from,
    to: token.to,
  });
}

/** A function's name without its parentheses. */
export function missingCall(token: Token & { kind: "name" }, signature: string): Refusal {
  return new Refusal({
    code: "missing-arguments",
    message: `${token.name} is a function and needs parentheses.`,
    hint: `Write ${signature}.`,
    from: token.from,
    to: token.to,
  });
}

/** A call with too few or too many arguments. */
export function wrongCount(
  token: Token & { kind: "name" },
  to: number,
  signature: string,
  found: number,
): Refusal {
  return new Refusal({
    code: "wrong-argument-count",
    message: `${token.name} does not take ${found} ${found === 1 ? "argument" : "arguments"}.`,
    hint: `Write ${signature}.`,
    from: token.from,
    to,
  });
}

/** A key that could reach an object's prototype. */
export function forbiddenKey(token: Span, key: string): Refusal {
  return new Refusal({
    code: "forbidden-key",
    message: `"${key}" cannot be the key of an object.`,
    hint: "Choose another key.",
    from: token.from,
    to: token.to,
  });
}

const constants = ["true", "false", "null"];

/** What people write who know another language, and how it is written here. */
function unexpectedHint(token: Token, wanted: string): string {
  const word = token.kind === "name" ? token.name.toLowerCase() : "";
  const sign = token.kind === "symbol" ? token.symbol : "";
  if (word === "and") return "Write a && b, or And(a, b).";
  if (word === "or") return "Write a || b, or Or(a, b).";
  if (sign === "{" && wanted === "a key in quotes") return "A field is written @name.";
  if (sign === "," && wanted === "the end of the formula")
    return "Decimals have a point (1.5), and commas stand within the parentheses of a function.";
  return "Check the parentheses, commas and quotes before this place.";
}

function nameHint(near: string | undefined, isCall: boolean, name: string): string {
  if (near !== undefined) return `Did you mean ${near}?`;
  if (isCall) return "The list of functions shows all there are. Names are case-sensitive.";
  return `Write "${name}" for a text or @${name.toLowerCase()} for a field.`;
}

function describe(token: Token): string {
  switch (token.kind) {
    case "end":
      return "the end of the formula";
    case "field":
      return `@${token.name}`;
    case "name":
      return token.name.length > 40 ? `${token.name.slice(0, 40)}…` : token.name;
    case "number":
      return String(token.value);
    case "symbol":
      return `"${token.symbol}"`;
    case "text":
      return "a text";
  }
}
