import type { HookInFull } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "../../../data/api-context.ts";
import { channelsQuery } from "../../../data/bots.ts";
import { Copy } from "../../../ui/copy.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { HookBadge } from "../hook-badge.tsx";
import { HealthBar } from "../hook-list/health-bar.tsx";
import { healthQuery } from "../hook-queries.ts";
import "./hook-facts.css";

/** How a hook stands: state, address, channel, health, and how far it is behind. */
export function HookFacts({ hook }: { readonly hook: HookInFull }) {
  const api = useApi();
  const place = { channelId: hook.channel_id, hookId: hook.id };
  const health = useQuery(healthQuery(api, place)).data?.health;
  const channel = useQuery(channelsQuery(api)).data?.find(({ id }) => id === hook.channel_id);
  return (
    <div className="facts-block">
      <dl className="facts">
        <Fact name={t("State")}>
          <HookBadge hook={hook} />
        </Fact>
        <Fact name={t("Hook URL")} isLong>
          <Copy text={hook.url} />
        </Fact>
        <Fact name={t("Channel")}>
          <Link to="/channels/$channelId" params={{ channelId: String(hook.channel_id) }}>
            <bdi>{channel?.name ?? hook.channel_id}</bdi>
          </Link>
        </Fact>
        <Fact name={t("Last 24 hours")}>{health ? <HealthBar health={health} /> : "…"}</Fact>
        <Fact name={t("Behind")}>
          <Owed hook={hook} />
        </Fact>
      </dl>
      {hook.notice && (
        <p className="facts-notice" role="status">
          {hook.notice.message}
        </p>
      )}
    </div>
  );
}

function Owed({ hook }: { readonly hook: HookInFull }) {
  if (hook.owed === 0 || hook.oldest_owed_at === null) return t("Nothing waits");
  return (
    <span>
      {t("{count, plural, one {# waits, since} other {# wait, the oldest since}}", {
        count: hook.owed,
      })}{" "}
      <TimeAgo seconds={hook.oldest_owed_at} />
    </span>
  );
}

interface FactProps {
  readonly name: string;
  readonly isLong?: boolean;
  readonly children: React.ReactNode;
}

function Fact({ name, isLong = false, children }: FactProps) {
  return (
    <div className={isLong ? "fact fact-long" : "fact"}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
