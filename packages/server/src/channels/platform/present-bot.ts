import type { Bot, Version } from "@parley/contract";
import type { AgentRecord, BotRecord, ChannelRecord, VersionRecord } from "../../ports/records.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** What is told of bots beside their records. */
export interface AroundBots {
  readonly channels: readonly ChannelRecord[];
  readonly hasChangedDraft: (bot: BotRecord) => boolean;
}

/** A bot as the platform API shows it, with the channels that it answers on. */
export function presentBot(bot: BotRecord, { channels, hasChangedDraft }: AroundBots): Bot {
  return {
    id: bot.id,
    uuid: bot.uuid,
    name: bot.name,
    channel_ids: channels.filter(({ botId }) => botId === bot.id).map(({ id }) => id),
    published: bot.version > 0,
    version: bot.version,
    draft_changed: hasChangedDraft(bot),
    created_at: wireSecondsOfMs(bot.createdMs),
    updated_at: wireSecondsOfMs(bot.updatedMs),
  };
}

/** What is told of versions beside their records. */
export interface AroundVersions {
  readonly agents: readonly AgentRecord[];
  /** Version → conversations that run on it. */
  readonly running: ReadonlyMap<number, number>;
}

/** A published version, without its flow. */
export function presentVersion(
  record: VersionRecord,
  { agents, running }: AroundVersions,
): Version {
  const { version, hash, note, authorId, createdMs } = record;
  return {
    ...{ version, hash, note },
    author: agents.find(({ id }) => id === authorId)?.name ?? null,
    conversations: running.get(version) ?? 0,
    created_at: wireSecondsOfMs(createdMs),
  };
}
