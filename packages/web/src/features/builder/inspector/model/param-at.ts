import type { ParamNode } from "@parley/flow";
import type { ParamPath } from "./params.ts";

/** A parameter of a form, and the way to it. */
export interface FoundParam {
  readonly node: ParamNode;
  readonly path: ParamPath;
}

/** The deepest parameter on the way of a path: one may lead on into a text, to a place within it. */
export function paramAt(form: ParamNode, path: ParamPath): FoundParam {
  let [node, depth] = [form, 0];
  for (const name of path) {
    const inner = node.item ?? fieldOf(node, String(name));
    if (!inner) break;
    [node, depth] = [inner, depth + 1];
  }
  return { node, path: path.slice(0, depth) };
}

function fieldOf({ fields, variants }: ParamNode, name: string): ParamNode | undefined {
  return [...fields, ...variants.flatMap((it) => it.fields)].find((it) => it.name === name);
}
