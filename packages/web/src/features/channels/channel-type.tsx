import type { Channel } from "@parley/contract";
import { Globe, MessageCircle, Webhook } from "lucide-react";
import { t } from "../../ui/words.ts";
import "./channel-type.css";

/** What kind of channel this is, with its sign. */
export function ChannelType({ type }: Pick<Channel, "type">) {
  const names = {
    landbot: t("Web"),
    apichat: t("API"),
    whatsapp: "WhatsApp",
    facebook: "Messenger",
    telegram: "Telegram",
  };
  const Icon = { landbot: Globe, apichat: Webhook }[String(type)] ?? MessageCircle;
  return (
    <span className="channel-type">
      <Icon aria-hidden="true" />
      {names[type]}
    </span>
  );
}
