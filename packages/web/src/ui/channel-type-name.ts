import type { Channel } from "@parley/contract";
import { t } from "./words.ts";

/** What people call a channel of this type; the API's own word for a chat on the web is `landbot`. */
export function channelTypeName(type: Channel["type"]): string {
  const names = {
    landbot: t("Web"),
    apichat: t("API"),
    whatsapp: "WhatsApp",
    facebook: "Messenger",
    telegram: "Telegram",
  };
  return names[type];
}
