import type { Step } from "../conversation/step.ts";

/** Joins a step and the one that followed it into one. A refused second adds nothing. */
export function joinSteps(first: Step, second: Step): Step {
  if (second.refused) return first;
  if (isBare(first)) return second;
  const moves = joined(first.moves, second.moves);
  return {
    ...second,
    ...(moves && { moves }),
    entries: [...first.entries, ...second.entries],
    effects: [...first.effects, ...second.effects],
    trace: [...first.trace, ...second.trace],
  };
}

/** It has nothing but its state, which the one that followed it began with. */
function isBare({ entries, effects, trace, moves }: Step): boolean {
  return entries.length === 0 && effects.length === 0 && trace.length === 0 && !moves;
}

function joined(first: Step["moves"], second: Step["moves"]): Step["moves"] {
  return first && second ? [...first, ...second] : (first ?? second);
}
