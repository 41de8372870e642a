import type { Bot, Channel } from "@parley/contract";
import { Link } from "@tanstack/react-router";
import { Badge } from "../../../ui/badge.tsx";
import { spokenLocale, t } from "../../../ui/words.ts";
import { ChannelType } from "../channel-type.tsx";
import "../../../ui/list.css";
import "./channel-table.css";

export interface ChannelTableProps {
  readonly channels: readonly Channel[];
  readonly bots: readonly Bot[];
}

/** Channels as rows. */
export function ChannelTable({ channels, bots }: ChannelTableProps) {
  const names = new Map(bots.map(({ id, name }) => [id, name]));
  return (
    <table className="list channels">
      <thead>
        <tr>
          <th>{t("Name")}</th>
          <th>{t("Type")}</th>
          <th className="channels-wide">{t("Bot")}</th>
          <th className="channels-wide channels-number">{t("Chats")}</th>
          <th>{t("State")}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ id, name, type, bots: [bot], chats, active }) => (
          <tr key={id} className="channels-row">
            <td className="list-main">
              <Link to="/channels/$channelId" params={{ channelId: String(id) }} title={name}>
                <bdi>{name}</bdi>
              </Link>
            </td>
            <td className="list-soft">
              <ChannelType type={type} />
            </td>
            <td className="list-soft channels-wide channels-bot">
              {bot ? <bdi>{names.get(bot.id) ?? bot.id}</bdi> : t("Nobody answers")}
            </td>
            <td className="list-soft channels-wide channels-number">
              {chats.toLocaleString(spokenLocale())}
            </td>
            <td>
              {active ? <Badge meaning="ok">{t("Active")}</Badge> : <Badge>{t("Off")}</Badge>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
