import type { Scope } from "../../expression/evaluate.ts";
import { parseTemplate, renderText, type Template } from "../../expression/template.ts";
import type { Pair } from "./webhook-params.ts";

/** A literal name and a value with fields in it. */
export interface PairTemplate {
  readonly name: string;
  readonly value: Template;
}

/** Parses the value of a pair. */
export function parsePair({ name, value }: Pair): PairTemplate {
  return { name, value: parseTemplate(value) };
}

/** Writes pairs as a form does; stops where it has grown beyond the limit. */
export function encodePairs(pairs: readonly PairTemplate[], scope: Scope, limit: number): string {
  let text = "";
  for (const { name, value } of pairs) {
    const pair = `${encode(name)}=${encode(renderText(value, scope))}`;
    text = text === "" ? pair : `${text}&${pair}`;
    if (text.length > limit) break;
  }
  return text;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
