import type { Conversation } from "@parley/testkit";

/** The way that a run has taken so far, for the canvas to light up. */
export interface RunPath {
  /** Blocks in the order in which they were first reached. */
  readonly blocks: readonly string[];
  readonly arrows: readonly { readonly from: string; readonly output: string }[];
  /** Where it stands. */
  readonly at: string | null;
  /** It stands there until somebody or something acts. */
  readonly waiting: boolean;
  /** The block that it came to last, and how many it has been through. */
  readonly last: string | null;
  readonly steps: number;
}

/** Reads the way off the steps; what ran in other bots is left out. */
export function pathOf({ steps, state }: Conversation, bot: number): RunPath {
  const { cursor } = state();
  const moves = steps.flatMap((step) => step.moves ?? []).filter((move) => move.bot === bot);
  const arrows = new Map<string, { from: string; output: string }>();
  for (const { block, output } of moves) {
    if (output !== null) arrows.set(`${block} ${output}`, { from: block, output });
  }
  const at = "block" in cursor && state().bot === bot ? cursor.block : null;
  return {
    blocks: [...new Set(moves.map(({ block }) => block))],
    arrows: [...arrows.values()],
    at,
    waiting: at !== null,
    last: at ?? moves.at(-1)?.block ?? null,
    steps: moves.length,
  };
}
