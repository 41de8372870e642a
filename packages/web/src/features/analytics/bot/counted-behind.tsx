import type { InsightsAnswer } from "@parley/contract";
import { Callout } from "../../../ui/callout.tsx";
import { t } from "../../../ui/words.ts";
import { isAwaited, patienceSeconds, uncountedSeconds } from "../model/metrics.ts";
import { clockTime } from "../model/write-moment.ts";

export interface CountedBehindProps {
  readonly insights: InsightsAnswer;
  /** When the figures were read, in seconds. */
  readonly readAt: number;
  /** Why what is shown could not be read anew. */
  readonly error: Error | null;
}

/** Says that the figures are not those of now: counting is behind, or the server is away. */
export function CountedBehind({ insights, readAt, error }: CountedBehindProps) {
  const time = clockTime(insights.counted_until);
  if (error)
    return (
      <Callout meaning="wait" title={t("These figures are of {time}", { time })}>
        {t("The server does not answer; they are read again by themselves.")}
      </Callout>
    );
  if (uncountedSeconds(insights, readAt) < patienceSeconds)
    return isAwaited(insights, readAt) ? <InAMoment /> : null;
  return (
    <Callout meaning="wait" title={t("Counted until {time}", { time })}>
      {t("There is a lot to count. What happened since then is added bit by bit.")}
    </Callout>
  );
}

/** Whoever has just published and tried the chat sees nothing for some seconds: it is not lost. */
function InAMoment() {
  return (
    <Callout meaning="none">
      {t("The last seconds are still being counted. They show here by themselves.")}
    </Callout>
  );
}
