import type { BlockInsights } from "@parley/contract";
import type { Family } from "../../../flow-look/kind-tile.tsx";
import { endsThere, kindFamily, kindTitle } from "./block-kinds.ts";
import type { FlowOutline, OutlineBlock } from "./flow-outline.ts";

/** What happened at a block, as a step of the way through the flow. */
export interface FunnelRow {
  readonly block: string;
  readonly kind: string;
  readonly name: string;
  /** The flow that is shown does not have it: another version has, or had. */
  readonly isElsewhere: boolean;
  readonly entered: number;
  readonly wentOn: number;
  /** Came and did not go on, though there is somewhere to go. */
  readonly lost: number;
  readonly waiting: number;
  readonly dropped: number;
  /** Stand here because nothing leads on. */
  readonly ended: number;
  /** Nothing leads on from here. */
  readonly isEnd: boolean;
  /** Of the block that most came to, between 0 and 1. */
  readonly share: number;
}

/** In the order in which the flow is told, or those first that lose most. */
export const funnelOrders = ["flow", "lost"] as const;
export type FunnelOrder = (typeof funnelOrders)[number];

/** The steps of a flow in the order in which it is told; blocks of other versions at the end, if anybody came there. */
export function funnelOf(
  outline: FlowOutline,
  counted: readonly BlockInsights[],
): readonly FunnelRow[] {
  const counts = new Map(counted.map((one) => [one.block, one]));
  const most = Math.max(1, ...counted.map(({ entered }) => entered));
  const own = tellingOrder(outline).map((id) => rowOf(outline, id, counts.get(id), most));
  const elsewhere = counted
    .filter(({ block, entered, waiting }) => !outline.blocks.has(block) && entered + waiting > 0)
    .toSorted((a, b) => b.entered - a.entered)
    .map((one) => rowOf(outline, one.block, one, most));
  return [...own, ...elsewhere];
}

/** The same steps in another order; equals stay as they are told. */
export function orderFunnel(rows: readonly FunnelRow[], order: FunnelOrder): readonly FunnelRow[] {
  if (order === "flow") return rows;
  return rows.toSorted((a, b) => b.lost + b.dropped - (a.lost + a.dropped));
}

/** Blocks as one would tell them: from the start along the arrows, breadth first; then what nothing leads to. */
export function tellingOrder({ start, blocks }: FlowOutline): readonly string[] {
  const told = new Set<string>();
  for (const first of [...(start === null ? [] : [start]), ...blocks.keys()]) {
    const waiting = [first];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const block = blocks.get(id);
      if (!block || told.has(id)) continue;
      told.add(id);
      waiting.push(...block.outputs.flatMap(({ to }) => to ?? []));
    }
  }
  return [...told];
}

function rowOf(
  outline: FlowOutline,
  id: string,
  counts: BlockInsights | undefined,
  most: number,
): FunnelRow {
  const block = outline.blocks.get(id);
  const kind = block?.kind ?? counts?.kind ?? "";
  const { entered, left, waiting, dropped, ended } = counts ?? nothing;
  const isEnd = endsThere(kind) || (block !== undefined && leadsNowhere(block));
  const wentOn = Object.values(left).reduce((sum, count) => sum + count, 0);
  return {
    block: id,
    kind,
    name: block?.name ?? (kind === "" ? id : kindTitle(kind)),
    isElsewhere: block === undefined,
    entered,
    wentOn,
    lost: isEnd ? 0 : Math.max(0, entered - wentOn),
    waiting,
    dropped,
    ended,
    isEnd,
    share: entered / most,
  };
}

/** Where one may have to wait, not everybody who came has come to the end. */
function leadsNowhere({ kind, outputs }: OutlineBlock): boolean {
  const mayWait = waitingFamilies.has(kindFamily(kind));
  return !mayWait && outputs.every(({ to }) => to === null);
}

const waitingFamilies: ReadonlySet<Family> = new Set(["ask", "outside", "human", "unknown"]);

const nothing: Omit<BlockInsights, "block" | "kind"> = {
  entered: 0,
  left: {},
  waiting: 0,
  dropped: 0,
  ended: 0,
};
