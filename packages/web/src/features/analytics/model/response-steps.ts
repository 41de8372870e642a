import type { InsightsAnswer } from "@parley/contract";
import { t } from "../../../ui/words.ts";
import { writeDuration } from "./write-figure.ts";

/** How long responses took: over all, or an agent's. */
export type Times = Omit<InsightsAnswer["response_times"], "agents">;

/** The steps of a histogram of times, in words. */
export function timeSteps({ histogram }: Times) {
  return histogram.map(({ up_to_seconds: upTo, count }, at) => {
    const from = histogram[at - 1]?.up_to_seconds ?? 0;
    if (upTo === null) {
      const time = writeDuration(from);
      return { label: t("More than {time}", { time }), mark: t("more"), count };
    }
    const time = writeDuration(upTo);
    return { label: t("Up to {time}", { time }), mark: time, count };
  });
}

/** The share of responses that took no longer than a step that the histogram has; `null`: there were none, or no such step. */
export function shareWithin({ count, histogram }: Times, seconds: number): number | null {
  if (count === 0 || !histogram.some(({ up_to_seconds: upTo }) => upTo === seconds)) return null;
  const within = histogram.filter(({ up_to_seconds: upTo }) => upTo !== null && upTo <= seconds);
  return within.reduce((sum, step) => sum + step.count, 0) / count;
}
