import type { FlowDocument } from "@parley/flow";
import { blockName } from "./block-name.ts";

/** A block or a note that holds the words. */
export interface Find {
  readonly id: string;
  readonly kind: "block" | "note";
  readonly name: string;
  /** Where in it: `params.text`, `name`, `id`. */
  readonly where: string;
  /** The words, with a little around them. */
  readonly excerpt: string;
}

const mostFinds = 200;

/** Finds names, texts, parameters, fields and ids; every word has to be there, whatever its case. */
export function findInFlow(flow: FlowDocument, words: string): readonly Find[] {
  const needle = words.trim().toLocaleLowerCase();
  if (needle === "") return [];
  const blocks = Object.entries(flow.blocks).flatMap(([id, block]) => {
    const texts = [
      ["name", blockName(flow, id)],
      ...textsIn("params", block.params).toSorted(([one], [other]) => order(one) - order(other)),
      ["id", id],
      ["kind", block.kind],
    ] as const;
    const found = texts.find(([, text]) => text.toLocaleLowerCase().includes(needle));
    if (!found) return [];
    const [where, text] = found;
    return [
      {
        id,
        kind: "block" as const,
        name: blockName(flow, id),
        where,
        excerpt: around(text, needle),
      },
    ];
  });
  const notes = (flow.notes ?? []).flatMap(({ id = "", text }) =>
    text.toLocaleLowerCase().includes(needle)
      ? [{ id, kind: "note" as const, name: text, where: "text", excerpt: around(text, needle) }]
      : [],
  );
  return [...blocks, ...notes].slice(0, mostFinds);
}

function textsIn(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === "string" || typeof value === "number") return [[path, String(value)]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(`${path}.${key}`, inner));
}

/** Words that people read come before the ids of what they are on. */
function order(path: string): number {
  return path.endsWith(".id") ? 1 : 0;
}

function around(text: string, needle: string): string {
  const at = text.toLocaleLowerCase().indexOf(needle);
  const from = Math.max(0, at - 24);
  const until = Math.min(text.length, at + needle.length + 48);
  return `${from > 0 ? "…" : ""}${text.slice(from, until)}${until < text.length ? "…" : ""}`;
}
