import type { Bot, InsightsAnswer } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useApi } from "../../../data/api-context.ts";
import type { Address } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { t } from "../../../ui/words.ts";
import { FlowSection } from "../flow/flow-section.tsx";
import { type InsightsScope, outlineQuery } from "../insights-queries.ts";
import { readMetric } from "../model/metrics.ts";
import { AnswersSection } from "./answers-section.tsx";
import { GoalsSection } from "./goals-section.tsx";
import { HooksSection } from "./hooks-section.tsx";
import { MetricSection } from "./metric-section.tsx";
import { ResponsesSection } from "./responses-section.tsx";

export interface BotFiguresProps extends Address {
  readonly bot: Bot;
  readonly scope: InsightsScope;
  readonly insights: InsightsAnswer;
  readonly before: InsightsAnswer | undefined;
  /** The figures are of the range that was looked at before; those of the new one are on their way. */
  readonly isFormer: boolean;
}

/** Everything that was counted: over time, on the flow, answers, goals, agents, hooks. */
export function BotFigures({
  bot,
  scope,
  insights,
  before,
  isFormer,
  search,
  change,
}: BotFiguresProps) {
  const outline = useQuery(outlineQuery(useApi(), bot.id, scope.version ?? bot.version));
  const focus = useCallback(
    (block: string | null) => change({ block: block ?? undefined }),
    [change],
  );
  const focused = typeof search.block === "string" ? search.block : null;
  return (
    <div className="insights" aria-busy={isFormer}>
      <MetricSection
        insights={insights}
        before={before}
        metric={readMetric(search.metric)}
        onMetric={(metric) => change({ metric: metric === "begun" ? undefined : metric })}
      />
      {outline.error && (
        <Failed error={outline.error} what={t("The flow")} onRetry={() => void outline.refetch()} />
      )}
      {outline.data && (
        <>
          <FlowSection
            botId={bot.id}
            outline={outline.data}
            blocks={insights.blocks}
            focused={focused}
            onFocus={focus}
          />
          <AnswersSection answers={insights.answers} outline={outline.data} />
          <GoalsSection insights={insights} before={before} outline={outline.data} />
        </>
      )}
      <ResponsesSection times={insights.response_times} />
      <HooksSection bot={bot} range={scope.range} />
    </div>
  );
}
