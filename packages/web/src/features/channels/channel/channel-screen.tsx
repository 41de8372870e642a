import type { Channel } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Failed } from "../../../ui/failed.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { ApiChannel } from "./api-channel.tsx";
import { channelQuery } from "./channel-queries.ts";
import { ChannelSwitch } from "./channel-switch.tsx";
import { WebChannel } from "./web-channel.tsx";
import "../../../ui/form.css";

/** One channel: its settings, and how people get to it. */
export function ChannelScreen({ id }: { readonly id: number }) {
  const { data: channel, error, refetch } = useQuery(channelQuery(useApi(), id));
  return (
    <Page
      crumbs={[{ label: t("Channels"), to: "/channels" }, { label: channel?.name ?? t("Channel") }]}
      actions={channel && <ChannelSwitch channel={channel} />}
    >
      {error && !channel && (
        <Failed error={error} what={t("The channel")} onRetry={() => void refetch()} />
      )}
      {!error && !channel && <Skeleton />}
      {channel && <ChannelWork channel={channel} />}
    </Page>
  );
}

function ChannelWork({ channel }: { readonly channel: Channel }) {
  // What is being typed stays when the channel is read again; what was saved elsewhere is merged when it is written.
  return channel.type === "apichat" ? (
    <ApiChannel channel={channel} />
  ) : (
    <WebChannel channel={channel} />
  );
}
