import { childrenOf } from "../../expression/children-of.ts";
import type { Expression } from "../../expression/expression.ts";

/** Lists the fields that a formula reads, each once, in the order of their first use. */
export function fieldsRead(tree: Expression): readonly string[] {
  const names = new Set<string>();
  collect(tree, names);
  return [...names];
}

function collect(node: Expression, names: Set<string>): void {
  if (node.kind === "field") names.add(node.name);
  for (const child of childrenOf(node)) collect(child, names);
}
