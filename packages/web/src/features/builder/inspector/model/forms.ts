import { blockKinds, describeParams, type ParamNode } from "@parley/flow";

const described: ReadonlyMap<string, ParamNode> = new Map(
  blockKinds.map((kind) => [kind.kind, describeParams(kind)]),
);

/** The form of a kind's parameters. */
export function formOf(kind: string): ParamNode | undefined {
  return described.get(kind);
}
