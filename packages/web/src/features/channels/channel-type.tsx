import type { Channel } from "@parley/contract";
import { Globe, MessageCircle, Webhook } from "lucide-react";
import { channelTypeName } from "../../ui/channel-type-name.ts";
import "./channel-type.css";

/** What kind of channel this is, with its sign. */
export function ChannelType({ type }: Pick<Channel, "type">) {
  const Icon = { landbot: Globe, apichat: Webhook }[String(type)] ?? MessageCircle;
  return (
    <span className="channel-type">
      <Icon aria-hidden="true" />
      {channelTypeName(type)}
    </span>
  );
}
