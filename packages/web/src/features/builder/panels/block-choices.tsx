import type { FlowDocument } from "@parley/flow";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { bestMatches } from "../../../ui/best-matches.ts";
import { matchWords } from "../../../ui/match-words.ts";
import { blockName } from "../model/block-name.ts";
import { blockSummary } from "../model/block-summary.ts";
import { tellingOrder } from "../model/neighbours.ts";
import type { Choice } from "./pick-list.tsx";

/** The blocks of a flow that a search finds by name or id, in the order one would tell them. */
export function blockChoices(flow: FlowDocument, search: string): readonly Choice<string>[] {
  const found = bestMatches(tellingOrder(flow), (id) =>
    matchWords(`${blockName(flow, id)} ${id}`, search),
  );
  return found.flatMap((value) => {
    const block = flow.blocks[value];
    if (!block) return [];
    const icon = <KindIcon key={value} kind={block.kind} />;
    return { value, title: blockName(flow, value), about: blockSummary(block), icon };
  });
}
