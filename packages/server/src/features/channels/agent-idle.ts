import type { ChannelRecord } from "../../ports/records.ts";

/** The channel setting that says after how many minutes of silence an agent lets go of a conversation; 0: never. */
export const agentIdleSetting = "agent_idle_minutes";

const usualMinutes = 5;

/** Reads the setting. */
export function agentIdleMinutes({ settings }: Pick<ChannelRecord, "settings">): number {
  const minutes = settings[agentIdleSetting];
  const isSet = typeof minutes === "number" && Number.isFinite(minutes) && minutes >= 0;
  return isSet ? minutes : usualMinutes;
}
