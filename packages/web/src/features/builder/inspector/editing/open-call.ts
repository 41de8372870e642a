import { type FormulaFunction, functionNamed, type Token } from "@parley/flow";
import { tokensOf } from "./formula-marks.ts";

/** The call that a place in a formula lies in, and which of its arguments. */
export interface OpenCall {
  readonly definition: FormulaFunction;
  readonly argument: number;
  /** Where the function's name begins. */
  readonly from: number;
}

/** Finds the innermost call around a place; `null` outside of calls. */
export function openCallAt(source: string, at: number): OpenCall | null {
  const tokens = tokensOf(source).filter(({ to }) => to <= at);
  const open = tokens.reduce<readonly OpenBracket[]>(follow(tokens), []);
  const call = open.findLast(({ name }) => name !== null);
  const definition = call ? functionNamed(call.name ?? "") : undefined;
  return call && definition ? { definition, argument: call.argument, from: call.from } : null;
}

interface OpenBracket {
  /** The function that is called; `null` for a list, an object, or brackets around a part. */
  readonly name: string | null;
  readonly from: number;
  readonly argument: number;
}

const follow =
  (tokens: readonly Token[]) =>
  (open: readonly OpenBracket[], token: Token, index: number): readonly OpenBracket[] => {
    if (token.kind !== "symbol") return open;
    if ("([{".includes(token.symbol)) return [...open, bracketAfter(tokens[index - 1], token)];
    if (")]}".includes(token.symbol)) return open.slice(0, -1);
    const last = open.at(-1);
    if (token.symbol !== "," || !last) return open;
    return [...open.slice(0, -1), { ...last, argument: last.argument + 1 }];
  };

function bracketAfter(before: Token | undefined, bracket: Token & { symbol: string }): OpenBracket {
  return bracket.symbol === "(" && before?.kind === "name"
    ? { name: before.name, from: before.from, argument: 0 }
    : { name: null, from: bracket.from, argument: 0 };
}

/** The parameters of a signature such as `Sum(number, ...numbers)`. */
export function parametersOf({ signature }: FormulaFunction): readonly string[] {
  const written = /\((.*)\)$/.exec(signature)?.[1] ?? "";
  return written === "" ? [] : written.split(", ");
}

/** Which parameter an argument belongs to: the last takes all that follow where it is open. */
export function parameterAt(definition: FormulaFunction, argument: number): number {
  const parameters = parametersOf(definition);
  const last = parameters.length - 1;
  return argument > last && parameters[last]?.startsWith("...") ? last : argument;
}
