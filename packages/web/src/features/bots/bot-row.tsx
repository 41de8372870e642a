import type { Bot } from "@parley/contract";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useRights } from "../../data/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { t } from "../../ui/words.ts";
import { BotMenu } from "./bot-menu.tsx";

export interface BotRowProps {
  readonly bot: Bot;
  /** Names of channels by their ids. */
  readonly channels: ReadonlyMap<number, string>;
  /** Conversations begun in each of the last hours; unknown while they are read. */
  readonly hours: readonly number[] | undefined;
}

/** A bot in the list: its name leads to the builder. */
export const BotRow = memo(function BotRow({ bot, channels, hours }: BotRowProps) {
  const { id, name, channel_ids: ids, updated_at: editedAt } = bot;
  const names = ids.map((it) => channels.get(it) ?? String(it)).join(", ");
  return (
    <tr className="bots-row">
      <td className="list-main">
        <Link to="/bots/$botId/builder" params={{ botId: String(id) }} title={name}>
          <bdi>{name}</bdi>
        </Link>
      </td>
      <td className="bots-state">
        <BotState bot={bot} />
      </td>
      <td className="bots-channels list-soft" title={names}>
        {names || "–"}
      </td>
      <td className="bots-traffic">{hours && <Traffic hours={hours} />}</td>
      <td className="bots-edited list-soft">
        <TimeAgo seconds={editedAt} />
      </td>
      <td className="bots-more">
        <BotMenu bot={bot} />
      </td>
    </tr>
  );
});

/** How a bot stands, in words. */
function BotState({ bot }: { readonly bot: Bot }) {
  const { published, version, draft_changed: isChanged, channel_ids: ids } = bot;
  if (!published) return <Badge>{t("Never published")}</Badge>;
  return (
    <>
      {ids.length > 0 ? (
        <Badge meaning="ok">{t("Live v{version}", { version })}</Badge>
      ) : (
        <OnNoChannel bot={bot} />
      )}
      {isChanged && <Badge meaning="wait">{t("Draft changed")}</Badge>}
    </>
  );
}

/** Published, and nobody can talk with it: the next thing to do is told where that is seen. */
function OnNoChannel({ bot: { id, version } }: { readonly bot: Bot }) {
  const { isBuilder } = useRights();
  return (
    <>
      <Badge>{t("v{version}, on no channel", { version })}</Badge>
      {isBuilder && (
        <Link
          to="/channels"
          search={{ new: "channel", bot: id }}
          className="bots-next"
          title={t("Published, but nobody can reach it yet")}
        >
          {t("Add a channel")}
        </Link>
      )}
    </>
  );
}

function Traffic({ hours }: { readonly hours: readonly number[] }) {
  const count = hours.reduce((sum, it) => sum + it, 0);
  const label = t("{count, plural, one {# conversation} other {# conversations}} in 24 hours", {
    count,
  });
  return (
    <span className="bots-spark">
      <Sparkline values={hours} label={label} />
      <span className="list-soft" aria-hidden="true">
        {count}
      </span>
    </span>
  );
}
