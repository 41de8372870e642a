import type { Outcome, Signal } from "../blocks/kind.ts";
import type { Departure } from "../conversation/step.ts";
import { announce, type Draft } from "./draft.ts";
import { moveOn } from "./move-on.ts";
import { turnFor } from "./turn.ts";

/** Blocks that may run in one turn; a loop that never waits for anybody ends here, visibly. */
export const mostBlocksPerTurn = 500;
const trailLength = 20;

/** A jump that leaves this bot; the walk of this flow is over then. */
export type Leaving = Departure | null;

/** Runs blocks from this one on, until one parks, nothing follows, or the budget is spent. */
export function walk(draft: Draft, from: string | null): Leaving {
  let at: string | null = from;
  while (at !== null) {
    const reached: string = at;
    const loaded = draft.flow.blocks.get(reached);
    if (!loaded) {
      stopAt(draft, reached, "missing-block", `There is no block "${reached}" in this version.`);
      return null;
    }
    if (draft.blocksRun >= mostBlocksPerTurn) {
      stopAt(draft, reached, "endless-loop", `${mostBlocksPerTurn} blocks ran without a wait.`);
      return null;
    }
    if (draft.work.left < 0) {
      stopAt(draft, reached, "too-much-work", "The blocks before took all the time of this turn.");
      return null;
    }
    draft.blocksRun += 1;
    moveOn(draft, { phase: "dead-end", block: reached });
    const outcome = loaded.kind.enter(loaded.block, turnFor(draft, reached));
    const followed = follow(draft, reached, outcome, true);
    if (typeof followed === "object") return followed;
    at = followed;
  }
  return null;
}

/** Hands a signal to the parked block and goes on from there. */
export function deliver(draft: Draft, blockId: string, signal: Signal): Leaving {
  const loaded = draft.flow.blocks.get(blockId);
  if (!loaded?.kind.receive) return null;
  const outcome = loaded.kind.receive(loaded.block, turnFor(draft, blockId), signal);
  if (outcome.kind !== "park" && signal.kind === "answer") remember(draft, blockId);
  const followed = follow(draft, blockId, outcome, false);
  return typeof followed === "string" ? walk(draft, followed) : followed;
}

/** Gives the next block, a departure to another bot, or `null` where the walk ends. */
function follow(draft: Draft, at: string, outcome: Outcome, isEntry: boolean): string | Leaving {
  note(draft, at, outcome, isEntry);
  switch (outcome.kind) {
    case "park":
      draft.state.cursor = { phase: outcome.phase, block: at };
      return null;
    case "close":
      moveOn(draft, { phase: "closed" });
      announce(draft, "finish");
      return null;
    case "jump":
      if (outcome.bot === undefined || outcome.bot === draft.flow.bot)
        return outcome.block ?? draft.flow.start;
      return depart(draft, outcome.bot, outcome.block);
    case "leave": {
      const next = draft.flow.blocks.get(at)?.next ?? {};
      if (Object.hasOwn(next, outcome.output)) return next[outcome.output] ?? null;
      if (draft.state.cursor.phase !== "dead-end") moveOn(draft, { phase: "dead-end", block: at });
      return null;
    }
  }
}

/** Leaves it to whoever counts what conversations do; nothing here depends on it. */
function note(draft: Draft, block: string, outcome: Outcome, isEntry: boolean): void {
  if (!isEntry && outcome.kind === "park") return;
  const { bot, version } = draft.flow;
  const move = { bot, version, block, isEntry, output: outputOf(outcome) };
  const isAnswer = outcome.kind === "leave" && outcome.answer !== undefined;
  draft.moves.push(isAnswer ? { ...move, answer: outcome.answer } : move);
}

function outputOf(outcome: Outcome): string | null {
  if (outcome.kind === "leave") return outcome.output;
  return outcome.kind === "jump" ? "jump" : null;
}

function depart(draft: Draft, bot: number, block: string | null): Departure {
  const { blocksRun, work, atMs, chance: seed } = draft;
  return { bot, block, blocksRun, workLeft: work.left, atMs, seed };
}

function stopAt(draft: Draft, block: string, code: string, message: string): void {
  moveOn(draft, { phase: "dead-end", block });
  draft.trace.push({ kind: "error", block, code, message });
}

function remember(draft: Draft, blockId: string): void {
  draft.state.trail = [...draft.state.trail.slice(1 - trailLength), blockId];
}
