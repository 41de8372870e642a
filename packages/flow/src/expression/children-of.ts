import type { Expression } from "./expression.ts";

/** The nodes right below one. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "literal":
    case "field":
      return [];
    case "list":
      return node.items;
    case "record":
      return node.entries.map(({ value }) => value);
    case "member":
      return [node.of, node.key];
    case "call":
      return node.args;
  }
}
