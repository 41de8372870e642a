import type { Step } from "../conversation/step.ts";

/** Joins a step and the one that followed it into one. A refused second adds nothing. */
export function joinSteps(first: Step, second: Step): Step {
  if (second.refused) return first;
  const moves = joined(first.moves, second.moves);
  return {
    ...second,
    ...(moves && { moves }),
    entries: [...first.entries, ...second.entries],
    effects: [...first.effects, ...second.effects],
    trace: [...first.trace, ...second.trace],
  };
}

function joined(first: Step["moves"], second: Step["moves"]): Step["moves"] {
  return first && second ? [...first, ...second] : (first ?? second);
}
