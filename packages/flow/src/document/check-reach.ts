import type { CheckedBlock } from "./check-block.ts";
import type { FlowDocument } from "./flow-document.ts";
import { type FlowProblem, warningAt } from "./flow-problem.ts";

/**
 * Finds blocks that a conversation cannot come to by itself. One that no arrow leads to may be what Go is for, so
 * it is named as such, and what follows it counts as reached; a ring of blocks that lead only to each other is not.
 */
export function checkReach(
  document: FlowDocument,
  checked: ReadonlyMap<string, CheckedBlock>,
): FlowProblem[] {
  const leadsTo = (id: string): readonly string[] => [
    ...Object.values(document.blocks[id]?.next ?? {}),
    ...(checked.get(id)?.references.blocks ?? []),
  ];
  const ids = Object.keys(document.blocks);
  const reached = new Set<string>();
  const { start, fallback = start, keywords } = document;
  spread([start, fallback, ...Object.values(keywords)], leadsTo, reached);
  const entered = new Set(ids.flatMap((id) => leadsTo(id).filter((to) => to !== id)));
  const outside = ids.filter((id) => !reached.has(id) && !entered.has(id));
  spread(outside, leadsTo, reached);
  return [...outside.map(outsideOnly), ...ids.filter((id) => !reached.has(id)).map(unreachable)];
}

function spread(
  from: readonly string[],
  leadsTo: (id: string) => readonly string[],
  reached: Set<string>,
): void {
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...leadsTo(id));
  }
}

function outsideOnly(id: string): FlowProblem {
  return warningAt({
    path: ["blocks", id],
    code: "outside-only",
    message: "This block is reached only from outside.",
    hint: "That is as it should be if a service sends the conversation here with Go. If not, connect it.",
  });
}

function unreachable(id: string): FlowProblem {
  return warningAt({
    path: ["blocks", id],
    code: "unreachable-block",
    message: "Only blocks that are never reached lead to this block.",
    hint: "Connect one of them, or remove them.",
  });
}
