import type { Expression, FormulaProblem, RecordEntry, Span } from "./expression.ts";
import { isPrototypeKey } from "./field-name.ts";
import { functionNamed, functionNames } from "./functions/catalogue.ts";
import { nextToken, type Token } from "./lexer.ts";
import { infixOperators, prefixBinding } from "./operators.ts";
import {
  forbiddenKey,
  missingCall,
  Refusal,
  tooDeep,
  tooLong,
  unexpected,
  unknownName,
  wrongCount,
} from "./refusal.ts";

/** The longest formula, in characters. */
export const maxFormulaLength = 10_000;

/** How deep parentheses, calls and operators may nest. */
export const maxFormulaDepth = 100;

/** A formula's tree, or the first thing that is wrong with it. */
export type ParsedFormula =
  | { readonly ok: true; readonly tree: Expression }
  | { readonly ok: false; readonly problem: FormulaProblem };

/** Reads a formula. Functions, argument counts and caps are checked here, so that a saved formula can run. */
export function parseFormula(source: string): ParsedFormula {
  if (source.length > maxFormulaLength)
    return { ok: false, problem: tooLong(source.length, maxFormulaLength) };
  try {
    const parser = openParser(source);
    const tree = parseExpression(parser, 0);
    if (parser.token.kind !== "end") throw unexpected(parser.token, "the end of the formula");
    return { ok: true, tree };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

interface Parser {
  readonly source: string;
  token: Token;
  depth: number;
  readonly heights: Map<Expression, number>;
}

function openParser(source: string): Parser {
  return { source, token: read(source, 0), depth: 0, heights: new Map() };
}

function read(source: string, at: number): Token {
  const lexed = nextToken(source, at);
  if ("problem" in lexed) throw new Refusal(lexed.problem);
  return lexed.token;
}

function parseExpression(parser: Parser, binding: number): Expression {
  parser.depth += 1;
  if (parser.depth > maxFormulaDepth) throw tooDeep(parser.token);
  let left = parsePostfix(parser, parsePrefix(parser));
  for (;;) {
    const operator = symbolOf(parser.token);
    const infix = operator === undefined ? undefined : infixOperators.get(operator);
    if (infix === undefined || infix.binding <= binding) break;
    advance(parser);
    const right = parseExpression(parser, infix.binding);
    left = build(parser, [left, right], {
      kind: "call",
      name: infix.name,
      args: [left, right],
      from: left.from,
      to: right.to,
    });
  }
  parser.depth -= 1;
  return left;
}

function parsePrefix(parser: Parser): Expression {
  const { token } = parser;
  switch (token.kind) {
    case "number":
    case "text":
      advance(parser);
      return build(parser, [], { ...spanOf(token), kind: "literal", value: token.value });
    case "field":
      advance(parser);
      return build(parser, [], { ...spanOf(token), kind: "field", name: token.name });
    case "name":
      return parseName(parser, token);
    case "symbol":
      return parseSymbol(parser, token);
    case "end":
      throw unexpected(token, "a value");
  }
}

function parseSymbol(parser: Parser, token: Token & { kind: "symbol" }): Expression {
  switch (token.symbol) {
    case "(":
      return parseGroup(parser);
    case "[":
      return parseList(parser);
    case "{":
      return parseRecord(parser);
    case "!":
    case "-":
      return parseSigned(parser, token);
    default:
      throw unexpected(token, "a value");
  }
}

function parseGroup(parser: Parser): Expression {
  advance(parser);
  const inner = parseExpression(parser, 0);
  expect(parser, ")");
  return inner;
}

function parseSigned(parser: Parser, sign: Token & { kind: "symbol" }): Expression {
  advance(parser);
  const of = parseExpression(parser, prefixBinding);
  const span = { from: sign.from, to: of.to };
  if (sign.symbol === "!")
    return build(parser, [of], { ...span, kind: "call", name: "Not", args: [of] });
  if (of.kind === "literal" && typeof of.value === "number") {
    return build(parser, [], { ...span, kind: "literal", value: 0 - of.value });
  }
  const zero: Expression = { kind: "literal", value: 0, from: sign.from, to: sign.from };
  return build(parser, [of], { ...span, kind: "call", name: "Subtract", args: [zero, of] });
}

function parseList(parser: Parser): Expression {
  const { from } = advance(parser);
  const items = parseItems(parser, "]", (inner) => parseExpression(inner, 0));
  const to = expect(parser, "]").to;
  return build(parser, items, { kind: "list", items, from, to });
}

function parseRecord(parser: Parser): Expression {
  const { from } = advance(parser);
  const entries = parseItems(parser, "}", parseEntry);
  const to = expect(parser, "}").to;
  const values = entries.map((entry) => entry.value);
  return build(parser, values, { kind: "record", entries, from, to });
}

function parseEntry(parser: Parser): RecordEntry {
  const { token } = parser;
  if (token.kind !== "text" && token.kind !== "name") throw unexpected(token, "a key in quotes");
  const key = token.kind === "text" ? token.value : token.name;
  if (isPrototypeKey(key)) throw forbiddenKey(token, key);
  advance(parser);
  expect(parser, ":");
  return { key, value: parseExpression(parser, 0) };
}

function parseItems<Item>(
  parser: Parser,
  close: string,
  parseItem: (parser: Parser) => Item,
): Item[] {
  const items: Item[] = [];
  while (symbolOf(parser.token) !== close) {
    if (items.length > 0) expect(parser, ",");
    items.push(parseItem(parser));
  }
  return items;
}

function parseName(parser: Parser, token: Token & { kind: "name" }): Expression {
  advance(parser);
  const constant = constants.get(token.name);
  if (constant !== undefined && symbolOf(parser.token) !== "(") {
    return build(parser, [], { ...spanOf(token), kind: "literal", value: constant });
  }
  const definition = functionNamed(token.name);
  if (definition === undefined)
    throw unknownName(token, symbolOf(parser.token) === "(", functionNames);
  if (symbolOf(parser.token) !== "(") throw missingCall(token, definition.signature);
  advance(parser);
  const args = parseItems(parser, ")", (inner) => parseExpression(inner, 0));
  const to = expect(parser, ")").to;
  const { least, most } = definition.arity;
  if (args.length < least || args.length > most) {
    throw wrongCount(token, to, definition.signature, args.length);
  }
  return build(parser, args, { kind: "call", name: token.name, args, from: token.from, to });
}

const constants: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function parsePostfix(parser: Parser, start: Expression): Expression {
  let of = start;
  for (;;) {
    const opening = symbolOf(parser.token);
    if (opening !== "." && opening !== "[") return of;
    advance(parser);
    const key = opening === "." ? parseKey(parser) : parseExpression(parser, 0);
    const to = opening === "." ? key.to : expect(parser, "]").to;
    of = build(parser, [of, key], { kind: "member", of, key, from: of.from, to });
  }
}

function parseKey(parser: Parser): Expression {
  const { token } = parser;
  if (token.kind !== "name") throw unexpected(token, "a key");
  advance(parser);
  return { ...spanOf(token), kind: "literal", value: token.name };
}

// Chains such as 1+1+1… are deep without nesting in the text, so the tree's own height is capped too.
function build(parser: Parser, children: readonly Expression[], node: Expression): Expression {
  let height = 1;
  for (const child of children) height = Math.max(height, 1 + (parser.heights.get(child) ?? 1));
  if (height > maxFormulaDepth) throw tooDeep(node);
  if (height > 1) parser.heights.set(node, height);
  return node;
}

function advance(parser: Parser): Token {
  const { token } = parser;
  parser.token = read(parser.source, token.to);
  return token;
}

function expect(parser: Parser, symbol: string): Token {
  if (symbolOf(parser.token) !== symbol) throw unexpected(parser.token, `"${symbol}"`);
  return advance(parser);
}

function symbolOf(token: Token): string | undefined {
  return token.kind === "symbol" ? token.symbol : undefined;
}

function spanOf({ from, to }: Token): Span {
  return { from, to };
}
