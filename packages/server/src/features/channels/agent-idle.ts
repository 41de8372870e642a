import type { ChannelRecord } from "../../ports/records.ts";

const usualMinutes = 5;

/** Reads the channel's setting: after how many minutes of silence an agent lets go of a conversation; 0: never. */
export function agentIdleMinutes({ settings }: Pick<ChannelRecord, "settings">): number {
  const minutes = settings.agent_idle_minutes;
  const isSet = typeof minutes === "number" && Number.isFinite(minutes) && minutes >= 0;
  return isSet ? minutes : usualMinutes;
}
