import { goal } from "./goal/goal.ts";
import type { BlockKind } from "./kind.ts";
import { sendText } from "./send-text/send-text.ts";

/** Every kind of block there is, in the order the palette shows them. */
export const blockKinds: readonly BlockKind<unknown, unknown>[] = [sendText, goal];

const byName = new Map(blockKinds.map((kind) => [kind.kind, kind]));

/** Finds a kind by the name that flow files use. */
export function findBlockKind(name: string): BlockKind<unknown, unknown> | undefined {
  return byName.get(name);
}
