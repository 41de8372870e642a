import type { Speakers } from "@parley/contract";
import type { ChannelRecord } from "../../ports/records.ts";

/** Who seems to speak on a channel: its own name and avatar stand for the bot. */
export function speakersOf({ name, settings }: ChannelRecord): Speakers {
  const brand = settings.brand_name;
  const avatar = settings.avatar_url;
  return {
    botName: typeof brand === "string" && brand !== "" ? brand : name,
    botAvatar: typeof avatar === "string" && avatar !== "" ? avatar : null,
  };
}
