import type { Bot, Version } from "@parley/contract";
import type { BotRecord, ChannelRecord, VersionRecord } from "../../ports/records.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** A bot as the platform API shows it, with the channels that it answers on. */
export function presentBot(bot: BotRecord, channels: readonly ChannelRecord[]): Bot {
  return {
    id: bot.id,
    uuid: bot.uuid,
    name: bot.name,
    channel_ids: channels.filter(({ botId }) => botId === bot.id).map(({ id }) => id),
    published: bot.version > 0,
    version: bot.version,
    created_at: wireSecondsOfMs(bot.createdMs),
    updated_at: wireSecondsOfMs(bot.updatedMs),
  };
}

/** A published version, without its flow. */
export function presentVersion({ version, hash, note, createdMs }: VersionRecord): Version {
  return { version, hash, note, created_at: wireSecondsOfMs(createdMs) };
}
