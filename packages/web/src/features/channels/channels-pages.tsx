import { useParams } from "@tanstack/react-router";
import { ChannelScreen } from "./channel/channel-screen.tsx";
import { ChannelsScreen } from "./list/channels-screen.tsx";

/** `/channels`: where people chat. */
export function ChannelsPage() {
  return <ChannelsScreen />;
}

/** `/channels/$channelId`: one channel, its look, its words and how it gets onto pages. */
export function ChannelPage() {
  const { channelId } = useParams({ strict: false }) as { readonly channelId: string };
  return <ChannelScreen key={channelId} id={Number(channelId)} />;
}
