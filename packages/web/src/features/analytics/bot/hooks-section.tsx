import type { Bot } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";
import { channelsQuery } from "../../../data/bots.ts";
import { useRights } from "../../../data/session.ts";
import { Section } from "../../../ui/section.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import { channelHooksQuery, hookFiguresQuery, type OwnedHook } from "../hook-health.ts";
import { HookState } from "../hook-state.tsx";
import type { Range } from "../model/range.ts";
import { exactCount } from "../model/write-figure.ts";
import "../../../ui/list.css";

/** How the hooks of the bot's channels did in the range. Nothing for those who may not see hooks. */
export function HooksSection({ bot, range }: { readonly bot: Bot; readonly range: Range }) {
  const api = useApi();
  const { isBuilder } = useRights();
  const channels = useQuery(channelsQuery(api)).data ?? [];
  const own = channels.filter(({ id }) => bot.channel_ids.includes(id));
  const mayAsk = isBuilder && own.length > 0;
  const hooks = useQuery({ ...channelHooksQuery(api, own), enabled: mayAsk }).data ?? [];
  if (hooks.length === 0) return null;
  return (
    <Section
      title={t("MessageHook health")}
      about={t(
        "Deliveries of the channels that this bot answers on, with those of other bots there.",
      )}
    >
      <table className="list insights-list">
        <thead>
          <tr>
            <th scope="col">{t("MessageHook")}</th>
            <th scope="col">{t("State")}</th>
            <th scope="col" className="insights-number">
              {t("Delivered")}
            </th>
            <th scope="col" className="insights-number">
              {t("Failed")}
            </th>
            <th scope="col" className="insights-number insights-wide">
              {t("Lag")}
            </th>
          </tr>
        </thead>
        <tbody>
          {hooks.map((owned) => (
            <HookRow key={owned.hook.id} owned={owned} range={range} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function HookRow({ owned, range }: { readonly owned: OwnedHook; readonly range: Range }) {
  const { hook, channelId } = owned;
  const { data } = useQuery(hookFiguresQuery(useApi(), owned, range));
  return (
    <tr>
      <td className="list-main">
        <Link
          to="/integrations/message-hooks/$channelId/$hookId"
          params={{ channelId: String(channelId), hookId: String(hook.id) }}
          title={hook.name}
        >
          <bdi>{hook.name}</bdi>
        </Link>
      </td>
      <td>
        <HookState hook={hook} />
      </td>
      <td className="insights-number">{data && <Figure count={data.delivered} />}</td>
      <td className="insights-number">
        {data && (
          <span
            title={t("{retrying} to be tried again, {givenUp} given up", {
              retrying: exactCount(data.retrying),
              givenUp: exactCount(data.givenUp),
            })}
          >
            <Figure count={data.retrying + data.givenUp} />
          </span>
        )}
      </td>
      <td className="insights-number list-soft insights-wide">
        {data && <Lag owed={data.owed} since={data.owedSince} />}
      </td>
    </tr>
  );
}

function Lag({ owed, since }: { readonly owed: number; readonly since: number | null }) {
  if (owed === 0 || since === null) return t("Up to date");
  return (
    <>
      {t("{count} owed, the oldest", { count: exactCount(owed) })} <TimeAgo seconds={since} />
    </>
  );
}
