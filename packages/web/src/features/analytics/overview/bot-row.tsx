import type { Bot } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Sparkline } from "../../../ui/sparkline.tsx";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import { insightsQuery } from "../insights-queries.ts";
import { type Range, writeRange } from "../model/range.ts";
import { exactCount, percent } from "../model/write-figure.ts";
import { useWasSeen } from "./use-was-seen.ts";
import "./bot-row.css";

export interface BotRowProps {
  readonly bot: Bot;
  readonly range: Range;
  /** How many rows there are. */
  readonly beside: number;
  /** How many of its hooks fail; `null`: not known, or without hooks. */
  readonly unwell: number | null;
}

/** A bot in figures. They are asked for when the row first comes into sight: there may be hundreds. */
export function BotRow({ bot, range, beside, unwell }: BotRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const wasSeen = useWasSeen(row);
  const scope = { botId: bot.id, version: null, range };
  const { data, error } = useQuery({
    ...insightsQuery(useApi(), scope, beside),
    enabled: wasSeen && bot.published,
  });
  return (
    <tr ref={row}>
      <td className="list-main">
        <Link
          to="/bots/$botId/insights"
          params={{ botId: String(bot.id) }}
          search={writeRange(range)}
          title={bot.name}
        >
          <bdi>{bot.name}</bdi>
        </Link>
        <span className="glance-under">{underOf(bot, data?.totals.waiting, unwell)}</span>
      </td>
      <td className="insights-wide glance-line">
        {data && (
          <Sparkline
            values={data.series.map(({ begun }) => begun)}
            label={t("Conversations of {name} over time", { name: bot.name })}
          />
        )}
        {!bot.published && <span className="list-soft">{t("Not published")}</span>}
        {error && !data && <span className="list-soft">{t("Cannot be read")}</span>}
      </td>
      <td className="insights-number">{data && <Figure count={data.totals.begun} />}</td>
      <td className="insights-number">{data && percent(data.totals.completion)}</td>
      <td className="insights-number insights-wide">
        {data && <Figure count={data.totals.waiting} />}
      </td>
      <td className="insights-number insights-wide">
        {unwell !== null && unwell > 0 && (
          <Badge meaning="fail" icon={<TriangleAlert />}>
            {t("{count} failing", { count: unwell })}
          </Badge>
        )}
        {unwell === 0 && <span className="list-soft">{t("None")}</span>}
      </td>
    </tr>
  );
}

/** On a phone, where columns are few: what matters beside the figures. */
function underOf({ published }: Bot, waiting: number | undefined, unwell: number | null): string {
  if (!published) return t("Not published");
  return [
    waiting === undefined ? "" : t("{count} open now", { count: exactCount(waiting) }),
    unwell === null || unwell === 0
      ? ""
      : t("{count, plural, one {# MessageHook fails} other {# MessageHooks fail}}", {
          count: unwell,
        }),
  ]
    .filter(Boolean)
    .join(" · ");
}
