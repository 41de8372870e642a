import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { functionCatalogue } from "@parley/flow";
import { parametersOf } from "./open-call.ts";

const options: readonly Completion[] = functionCatalogue.map((definition) => ({
  label: definition.name,
  detail: `(${parametersOf(definition).join(", ")})`,
  info: definition.doc,
  type: "function",
  apply: (view, _, from, to) => {
    const hasBracket = view.state.sliceDoc(to, to + 1) === "(";
    const isEmpty = definition.arity.most === 0;
    const insert = hasBracket ? definition.name : `${definition.name}()`;
    const anchor = from + definition.name.length + (isEmpty ? 2 : 1);
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: Math.min(anchor, from + insert.length + (hasBracket ? 1 : 0)) },
      userEvent: "input.complete",
    });
  },
}));

/** Offers the functions of the formula language once a word is begun. */
export function completeFunctions(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z]\w*/);
  if (!word && !context.explicit) return null;
  const before = context.state.sliceDoc(0, word?.from ?? context.pos);
  if (/[@.]\{?$/.test(before) || isInText(before)) return null;
  return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
}

function isInText(before: string): boolean {
  let quote = "";
  for (let at = 0; at < before.length; at += 1) {
    const character = before.charAt(at);
    if (character === "\\") at += 1;
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = "";
  }
  return quote !== "";
}
