import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { HookBadge } from "../hook-badge.tsx";
import { healthQuery, type ListedHook } from "../hook-queries.ts";
import { HealthBar } from "./health-bar.tsx";
import "../../../ui/list.css";

/** Hooks as rows: name, state, health, channel, address, last delivery. */
export function HookTable({ rows }: { readonly rows: readonly ListedHook[] }) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th>{t("Name")}</th>
          <th>{t("State")}</th>
          <th className="tools-wide">{t("Last 24 hours")}</th>
          <th className="tools-wide">{t("Channel")}</th>
          <th className="tools-wide tools-widest">{t("Hook URL")}</th>
          <th className="tools-wide">{t("Last delivery")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <HookRow key={row.hook.id} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function HookRow({ hook, channel }: ListedHook) {
  const place = { channelId: channel.id, hookId: hook.id };
  const { data } = useQuery(healthQuery(useApi(), place));
  return (
    <tr className="tools-row">
      <td className="list-main">
        <Link
          to="/integrations/message-hooks/$channelId/$hookId"
          params={{ channelId: String(channel.id), hookId: String(hook.id) }}
          title={hook.name}
        >
          <bdi>{hook.name}</bdi>
        </Link>
      </td>
      <td>
        <HookBadge hook={hook} />
      </td>
      <td className="tools-wide">{data && <HealthBar health={data.health} />}</td>
      <td className="list-soft tools-wide tools-channel" title={channel.name}>
        <bdi>{channel.name}</bdi>
      </td>
      <td className="tools-url tools-wide tools-widest mono" title={hook.url}>
        {hook.url.replace(/^https?:\/\//, "")}
      </td>
      <td className="list-soft tools-wide">
        {data && (data.lastAt === null ? t("None yet") : <TimeAgo seconds={data.lastAt} />)}
      </td>
    </tr>
  );
}
