import { blockKinds, type ParamNode } from "@parley/flow";
import { t } from "../../../../ui/words.ts";
import { formOf } from "./forms.ts";

/** A label, help or placeholder of a schema in the reader's language. */
export function formWord(english: string): string {
  return english === "" ? "" : translate(english);
}

// The schemas hold these texts; `formWords` lists them for the catalogues.
const translate: (message: string) => string = t;

/** Every text that schemas bring into forms, each once: catalogues must have them. */
export function formWords(): readonly string[] {
  const words = blockKinds.flatMap(({ kind, title, summary }) => {
    const form = formOf(kind);
    return [title, summary, ...(form ? wordsOf(form) : [])];
  });
  return [...new Set(words)].filter((word) => /\p{L}{2}/u.test(word));
}

function wordsOf(node: ParamNode): readonly string[] {
  const { label, help, placeholder, row, choices, variants, fields, item } = node;
  return [
    ...[label, help, placeholder, row],
    // A value that stands for itself, such as GET, is the same in every language.
    ...[...choices, ...variants].flatMap((it) => (it.label === it.value ? [] : [it.label])),
    ...[...fields, ...variants.flatMap((variant) => variant.fields)].flatMap(wordsOf),
    ...(item ? wordsOf(item) : []),
  ];
}
