import { useQuery } from "@tanstack/react-query";
import { MessageSquare, Plus } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { botsQuery, channelsQuery } from "../../../data/bots.ts";
import { useRights } from "../../../data/session.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Button } from "../../../ui/button.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { Page } from "../../../ui/page.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { ChannelTable } from "./channel-table.tsx";
import { NewChannelDialog } from "./new-channel-dialog.tsx";

/** Where people chat: every channel, and a new one. */
export function ChannelsScreen() {
  const { isBuilder } = useRights();
  const { search, change } = useAddress();
  const add = () => change({ new: "channel" });
  const botId = Number(search.bot);
  return (
    <Page
      crumbs={[{ label: t("Channels") }]}
      actions={
        isBuilder && (
          <Button look="primary" icon={<Plus />} onClick={add}>
            {t("New channel")}
          </Button>
        )
      }
    >
      <ChannelList onAdd={isBuilder ? add : null} />
      {isBuilder && search.new === "channel" && (
        <NewChannelDialog
          botId={Number.isSafeInteger(botId) && botId > 0 ? botId : null}
          onClose={() => change({ new: undefined, bot: undefined })}
        />
      )}
    </Page>
  );
}

function ChannelList({ onAdd }: { readonly onAdd: (() => void) | null }) {
  const api = useApi();
  const { data, error, refetch } = useQuery(channelsQuery(api));
  const bots = useQuery(botsQuery(api)).data ?? [];
  if (error)
    return <Failed error={error} what={t("The channels")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length > 0) return <ChannelTable channels={data} bots={bots} />;
  return (
    <EmptyState
      icon={<MessageSquare />}
      title={t("Where people chat: on your site, or in a messenger of your own")}
      why={t("There is no channel yet. A bot answers on one or more of them.")}
      action={
        onAdd && (
          <Button icon={<Plus />} onClick={onAdd}>
            {t("New channel")}
          </Button>
        )
      }
    />
  );
}
