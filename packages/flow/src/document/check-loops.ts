import { findBlockKind } from "../blocks/catalogue.ts";
import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { type FlowProblem, warningAt } from "./flow-problem.ts";

/** Finds loops that can only end by the engine's limit: blocks that neither ask nor wait, each with one way on. */
export function checkLoops(
  { blocks }: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): FlowProblem[] {
  const seen = new Set<string>();
  const problems: FlowProblem[] = [];
  for (const start of Object.keys(blocks)) {
    const way = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      way.add(at);
      at = onlyWayOn(blocks[at]?.kind, checked.get(at));
    }
    if (at !== undefined && way.has(at)) problems.push(endless(at));
  }
  return problems;
}

/** The block that surely follows in the same turn; `undefined` where the flow may stop, choose or end. */
function onlyWayOn(kind: string | undefined, block: CheckedBlock | undefined): string | undefined {
  if (kind === undefined || block === undefined) return undefined;
  if (findBlockKind(kind)?.receive !== undefined) return undefined;
  const { outputs, next, references } = block;
  const [output, ...others] = outputs;
  if (output === undefined) return references.bots.length > 0 ? undefined : references.blocks[0];
  return others.length > 0 ? undefined : next[output];
}

function endless(block: string): FlowProblem {
  return warningAt({
    path: ["blocks", block],
    code: "endless-loop",
    message: "The flow comes back to this block for ever, without asking or waiting on the way.",
    hint: "Ask something in between, or let a Conditions block lead out of the loop.",
  });
}
