import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { Failed } from "../failed.tsx";
import {
  botQuery,
  type InsightsScope,
  insightsBeforeQuery,
  insightsQuery,
} from "../insights-queries.ts";
import { isQuiet } from "../model/metrics.ts";
import { readRange, writeRange } from "../model/range.ts";
import { clockTime } from "../model/write-moment.ts";
import { RangeBar } from "../range-bar.tsx";
import { useAddress } from "../use-address.ts";
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
  const bot = useQuery(botQuery(api, botId));
  const now = useQuery(insightsQuery(api, scope));
  const before = useQuery(insightsBeforeQuery(api, scope));
  const name = bot.data?.name ?? "";
  const isEmpty = now.data !== undefined && isQuiet(now.data);
  return (
    <Page
      crumbs={[
        { label: t("Bots"), to: "/bots" },
        ...(name ? [{ label: name, to: `/bots/${botId}/builder` }] : []),
        { label: t("Insights") },
      ]}
      status={now.data && t("Counted until {time}", { time: clockTime(now.data.counted_until) })}
      actions={now.data && <ExportMenu scope={scope} name={name} />}
    >
      <div className="list-bar insights-bar">
        <RangeBar range={scope.range} onChange={(range) => change(writeRange(range))} />
        <VersionFilter
          botId={botId}
          version={scope.version}
          onChange={(version) => change({ version: version ?? undefined })}
        />
      </div>
      {now.error && !now.data && (
        <Failed
          error={now.error}
          title={t("The insights cannot be shown")}
          onRetry={() => void now.refetch()}
        />
      )}
      {now.isPending && <Skeleton rows={12} />}
      {now.data && <CountedBehind insights={now.data} error={now.error} />}
      {isEmpty && bot.data && (
        <NothingYet
          bot={bot.data}
          range={scope.range}
          onChange={(range) => change(writeRange(range))}
        />
      )}
      {now.data && !isEmpty && bot.data && (
        <BotFigures
          {...{ bot: bot.data, scope, insights: now.data, search, change }}
          before={before.data}
          isFormer={now.isPlaceholderData}
        />
      )}
    </Page>
  );
}

function readVersion(value: unknown): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
