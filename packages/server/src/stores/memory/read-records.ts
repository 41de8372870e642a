import type { Store } from "../../ports/store.ts";
import { versionName } from "./apply-record.ts";
import { fromJson, type Json, type MemoryData } from "./memory-data.ts";

type Reads = Pick<
  Store,
  | "workspaces"
  | "agents"
  | "tokens"
  | "tokenByHash"
  | "bots"
  | "bot"
  | "version"
  | "versions"
  | "channels"
  | "channel"
  | "channelByToken"
  | "channelByKeyHash"
  | "setting"
>;

/** Reads what is kept outside conversations. */
export function readRecords(read: <T>(act: (data: MemoryData) => T) => Promise<T>): Reads {
  return {
    workspaces: () => read(({ workspaces }) => list(workspaces, () => true)),
    agents: (id) => read(({ agents }) => list(agents, ({ workspaceId }) => workspaceId === id)),
    tokens: (id) => read(({ tokens }) => list(tokens, ({ workspaceId }) => workspaceId === id)),
    tokenByHash: (hash) => read(({ tokens }) => first(tokens, (token) => token.hash === hash)),
    bots: (id) => read(({ bots }) => list(bots, ({ workspaceId }) => workspaceId === id)),
    bot: (id) => read(({ bots }) => parsed(bots.get(id))),
    version: (botId, version) =>
      read(({ versions }) => parsed(versions.get(versionName(botId, version)))),
    versions: (id) =>
      read(({ versions }) =>
        [...versions.values()]
          .map((stored) => fromJson(stored))
          .filter(({ botId }) => botId === id)
          .sort((a, b) => a.version - b.version),
      ),
    channels: (id) =>
      read(({ channels }) => list(channels, ({ workspaceId }) => workspaceId === id)),
    channel: (id) => read(({ channels }) => parsed(channels.get(id))),
    channelByToken: (token) =>
      read(({ channels }) => first(channels, (channel) => channel.token === token)),
    channelByKeyHash: (hash) =>
      read(({ channels }) => first(channels, ({ keyHash }) => keyHash === hash)),
    setting: (name) => read(({ settings }) => settings.get(name) ?? null),
  };
}

const list = <T extends { readonly id: number }>(
  rows: Map<number, Json<T>>,
  isWanted: (record: T) => boolean,
): readonly T[] =>
  [...rows.values()]
    .map((stored) => fromJson(stored))
    .filter(isWanted)
    .sort((a, b) => a.id - b.id);

const first = <T extends { readonly id: number }>(
  rows: Map<number, Json<T>>,
  isWanted: (record: T) => boolean,
): T | null => list(rows, isWanted)[0] ?? null;

const parsed = <T>(stored: Json<T> | undefined): T | null =>
  stored === undefined ? null : fromJson(stored);
