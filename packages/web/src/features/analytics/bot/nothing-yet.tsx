import type { Bot } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { channelsQuery } from "../../../data/bots.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import type { Range } from "../model/range.ts";

export interface NothingYetProps {
  readonly bot: Bot;
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

/** Nobody has talked with the bot in this time: why that may be, and the next thing to do. */
export function NothingYet({ bot, range, onChange }: NothingYetProps) {
  const channels = useQuery(channelsQuery(useApi())).data ?? [];
  const web = channels.find(({ id, type }) => type === "landbot" && bot.channel_ids.includes(id));
  const isNarrow = range.kind === "24h" || range.kind === "7d";
  if (!bot.published) return <Unpublished botId={bot.id} />;
  const longer = isNarrow && (
    <Button onClick={() => onChange({ kind: "90d" })}>{t("Show 90 days")}</Button>
  );
  if (!web)
    return (
      <EmptyState
        icon={<ChartNoAxesColumn />}
        title={t("No conversations in this time")}
        why={
          bot.channel_ids.length === 0
            ? t("The bot is published, but it answers on no channel yet.")
            : t("As soon as a customer writes to one of its channels, it is counted here.")
        }
        action={
          bot.channel_ids.length === 0 ? (
            <LinkButton look="primary" to="/channels" search={{ new: "channel", bot: bot.id }}>
              {t("Add a channel")}
            </LinkButton>
          ) : (
            longer
          )
        }
      />
    );
  const link = web.config_url.replace(/index\.json$/, "index.html");
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title={t("No conversations in this time")}
      why={t(
        "Give people the link to the chat, or open it yourself: every conversation is counted here.",
      )}
      action={
        <>
          <Copy text={link} />
          {longer}
        </>
      }
    />
  );
}

function Unpublished({ botId }: { readonly botId: number }) {
  return (
    <EmptyState
      icon={<ChartNoAxesColumn />}
      title={t("Not published yet")}
      why={t("Customers talk with what is published. Tries in the builder are not counted.")}
      action={
        <LinkButton look="primary" to="/bots/$botId/builder" params={{ botId: String(botId) }}>
          {t("Open the builder")}
        </LinkButton>
      }
    />
  );
}
