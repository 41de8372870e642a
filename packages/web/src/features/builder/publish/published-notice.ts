import type { Bot } from "@parley/contract";
import type { Teller } from "../../../data/notices-context.ts";
import { t } from "../../../ui/words.ts";

/** What is told once a bot is published: that it is live, or what is missing until somebody can talk with it. */
export function publishedNotice(
  { version, channel_ids: channels }: Pick<Bot, "version" | "channel_ids">,
  addChannel: () => void,
): Parameters<Teller["tell"]>[0] {
  if (channels.length > 0) return { text: t("Version {version} is live", { version }) };
  return {
    text: t("Version {version} is published. Nobody can reach it yet.", { version }),
    action: { label: t("Add a channel"), run: addChannel },
  };
}
