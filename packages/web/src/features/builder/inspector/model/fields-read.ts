import type { ParamNode } from "@parley/flow";
import { mapFieldNames } from "./map-field-names.ts";

/** Lists the fields that a parameter, or a whole block, reads: each once, in the order of the form. */
export function fieldsRead(node: ParamNode, value: unknown): readonly string[] {
  const names = new Set<string>();
  mapFieldNames(node, value, (name, use) => {
    if (use === "read") names.add(name);
    return name;
  });
  return [...names];
}
