import type { FlowDocument } from "@parley/flow";

/** What another bot says to its visitors now: its newest published flow. */
export interface OtherBot {
  readonly name: string;
  readonly version: number;
  readonly flow: FlowDocument;
}

/** The bots that a flow can lead to, and those that they lead to, by their numbers. */
export type OtherBots = ReadonlyMap<number, OtherBot>;

/** Finds the bots that a flow's own blocks lead to. */
export function botsAfter(flow: FlowDocument): number[] {
  const bots = Object.values(flow.blocks).flatMap(({ kind, params }) =>
    kind === "jump" && typeof params.bot === "number" ? [params.bot] : [],
  );
  return [...new Set(bots)].toSorted((one, other) => one - other);
}

/** Collects every bot that a flow can lead to; `read` gives `null` for one that is not published. */
export async function gatherBots(
  flow: FlowDocument,
  own: number,
  read: (bot: number) => Promise<OtherBot | null>,
): Promise<OtherBots> {
  const found = new Map<number, OtherBot>();
  const asked = new Set([own]);
  const follow = async (from: FlowDocument): Promise<void> => {
    const next = botsAfter(from).filter((bot) => !asked.has(bot));
    for (const bot of next) asked.add(bot);
    await Promise.all(
      next.map(async (bot) => {
        const other = await read(bot);
        if (!other) return;
        found.set(bot, other);
        await follow(other.flow);
      }),
    );
  };
  await follow(flow);
  return found;
}
