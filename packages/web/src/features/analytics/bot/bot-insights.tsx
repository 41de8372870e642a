import type { Bot, InsightsAnswer } from "@parley/contract";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { type Address, useAddress } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import {
  botQuery,
  type InsightsScope,
  insightsBeforeQuery,
  insightsQuery,
} from "../insights-queries.ts";
import { hasHappened, isQuiet } from "../model/metrics.ts";
import { readRange, writeRange } from "../model/range.ts";
import { clockTime } from "../model/write-moment.ts";
import { RangeBar } from "../range-bar.tsx";
import { BotFigures } from "./bot-figures.tsx";
import { CountedBehind } from "./counted-behind.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { NothingYet } from "./nothing-yet.tsx";
import { VersionFilter } from "./version-filter.tsx";

/** A bot's insights: the range and version in the address, what was counted, and from where to where it is true. */
export function BotInsights({ botId }: { readonly botId: number }) {
  const api = useApi();
  const { search, change } = useAddress();
  const scope: InsightsScope = {
    botId,
    version: readVersion(search.version),
    range: readRange(search),
  };
  const bot = useQuery(botQuery(api, botId)).data;
  const now = useQuery(insightsQuery(api, scope));
  const name = bot?.name ?? "";
  return (
    <Page
      crumbs={[
        { label: t("Bots"), to: "/bots" },
        ...(name ? [{ label: name, to: `/bots/${botId}/builder` }] : []),
        { label: t("Insights") },
      ]}
      status={now.data && t("Up to {time}", { time: clockTime(now.data.counted_until) })}
      actions={now.data && <ExportMenu scope={scope} name={name} />}
    >
      <div className="insights-screen">
        <div className="list-bar insights-bar">
          <RangeBar range={scope.range} onChange={(range) => change(writeRange(range))} />
          <VersionFilter
            botId={botId}
            version={scope.version}
            onChange={(version) => change({ version: version ?? undefined })}
          />
        </div>
        {now.isPending && <Skeleton rows={12} />}
        {now.error && !now.data && (
          <Failed error={now.error} what={t("The insights")} onRetry={() => void now.refetch()} />
        )}
        {now.data && bot && <Counted {...{ bot, scope, now, search, change }} />}
      </div>
    </Page>
  );
}

interface CountedProps extends Address {
  readonly bot: Bot;
  readonly scope: InsightsScope;
  readonly now: UseQueryResult<InsightsAnswer>;
}

function Counted({ bot, scope, now, search, change }: CountedProps) {
  const before = useQuery(insightsBeforeQuery(useApi(), scope)).data;
  const { data: insights, error, dataUpdatedAt, isPlaceholderData } = now;
  if (!insights) return null;
  return (
    <>
      <CountedBehind insights={insights} readAt={dataUpdatedAt / 1000} error={error} />
      {isQuiet(insights) ? (
        <NothingYet bot={bot} range={scope.range} onChange={(range) => change(writeRange(range))} />
      ) : (
        <BotFigures
          {...{ bot, scope, insights, search, change }}
          before={before && hasHappened(before) ? before : undefined}
          isFormer={isPlaceholderData}
        />
      )}
    </>
  );
}

function readVersion(value: unknown): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
