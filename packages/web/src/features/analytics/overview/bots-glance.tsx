import type { Bot } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { botsQuery, channelsQuery } from "../../../data/bots.ts";
import { useRights } from "../../../data/session.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { channelHooksQuery, isUnwell } from "../hook-health.ts";
import { insightsQuery } from "../insights-queries.ts";
import { openNowWords, patienceSeconds, uncountedSeconds } from "../model/metrics.ts";
import { type Range, readRange, writeRange } from "../model/range.ts";
import { unwellByBot } from "../model/unwell-by-bot.ts";
import { clockTime } from "../model/write-moment.ts";
import { RangeBar } from "../range-bar.tsx";
import { BotRow } from "./bot-row.tsx";
import "../../../ui/list.css";

/** Every bot of the workspace with what matters of it, in a row that leads to all the rest. */
export function BotsGlance() {
  const { search, change } = useAddress();
  const range = readRange(search);
  const bots = useQuery(botsQuery(useApi()));
  const unwell = useUnwell();
  const behind = useCountedBehind(bots.data ?? [], range);
  return (
    <Page
      crumbs={[{ label: t("Insights") }]}
      status={behind !== null && t("Up to {time}", { time: clockTime(behind) })}
    >
      {bots.error && !bots.data && (
        <Failed error={bots.error} what={t("The bots")} onRetry={() => void bots.refetch()} />
      )}
      {bots.isPending && <Skeleton />}
      {bots.data?.length === 0 && <NoBots />}
      {bots.data && bots.data.length > 0 && (
        <>
          <div className="list-bar insights-bar">
            <RangeBar range={range} onChange={(next) => change(writeRange(next))} />
            <span className="list-count">
              {t("{count, plural, one {# bot} other {# bots}}", { count: bots.data.length })}
            </span>
          </div>
          <table className="list insights-list glance">
            <thead>
              <tr>
                <th scope="col">{t("Bot")}</th>
                <th scope="col" className="insights-wide">
                  {t("Conversations over time")}
                </th>
                <th scope="col" className="insights-number">
                  {t("Conversations")}
                </th>
                <th scope="col" className="insights-number">
                  {t("Completion")}
                </th>
                <th scope="col" className="insights-number insights-wide" title={openNowWords()}>
                  {t("Open now")}
                </th>
                <th scope="col" className="insights-number insights-wide">
                  {t("Failing MessageHooks")}
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted(bots.data).map((bot) => (
                <BotRow
                  key={bot.id}
                  {...{ bot, range }}
                  beside={bots.data.length}
                  unwell={unwell?.get(bot.id) ?? null}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Page>
  );
}

/** Until when everything is counted, where that is not just now: for all bots it is the same. */
function useCountedBehind(bots: readonly Bot[], range: Range): number | null {
  const first = sorted(bots)[0];
  const scope = { botId: first?.id ?? 0, version: null, range };
  const read = useQuery({
    ...insightsQuery(useApi(), scope, bots.length),
    enabled: first?.published === true,
  });
  if (!read.data) return null;
  const isLate = uncountedSeconds(read.data, read.dataUpdatedAt / 1000) > patienceSeconds;
  return isLate ? read.data.counted_until : null;
}

/** How many hooks of each bot's channels fail; nothing for those who may not see hooks. */
function useUnwell(): ReadonlyMap<number, number> | undefined {
  const api = useApi();
  const { isBuilder } = useRights();
  const channels = useQuery(channelsQuery(api)).data ?? [];
  const hooks = useQuery({
    ...channelHooksQuery(api, channels),
    enabled: isBuilder && channels.length > 0,
  }).data;
  return (
    hooks &&
    unwellByBot(
      channels,
      hooks.filter(({ hook }) => isUnwell(hook)),
    )
  );
}

/** Bots that answer customers first, then the newest. */
function sorted(bots: readonly Bot[]): readonly Bot[] {
  const rank = ({ published, channel_ids }: Bot) =>
    (published ? 2 : 0) + (channel_ids.length > 0 ? 1 : 0);
  return bots.toSorted((a, b) => rank(b) - rank(a) || b.updated_at - a.updated_at);
}

function NoBots() {
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title={t("No bots to look at")}
      why={t(
        "What conversations do is counted here as soon as a published bot talks with somebody.",
      )}
      action={
        <LinkButton look="primary" to="/bots">
          {t("Make a bot")}
        </LinkButton>
      }
    />
  );
}
