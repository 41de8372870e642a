import type { DatabaseSync } from "node:sqlite";
import type { AgentRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { nullable, text } from "./column.ts";
import {
  type AgentRow,
  agentTable,
  botTable,
  channelTable,
  tokenTable,
  versionTable,
  workspaceTable,
} from "./record-tables.ts";
import { columnList, found, readable, type TableShape } from "./table.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";

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

const select = (of: TableShape, where: string): string =>
  `SELECT ${columnList(of)} FROM ${of.name} ${where}`;

const readSql = {
  workspaces: select(workspaceTable, "ORDER BY id"),
  agents: select(agentTable, "WHERE workspace_id = ? ORDER BY id"),
  tokens: select(tokenTable, "WHERE workspace_id = ? ORDER BY id"),
  tokenByHash: select(tokenTable, "WHERE hash = ?"),
  bots: select(botTable, "WHERE workspace_id = ? ORDER BY id"),
  bot: select(botTable, "WHERE id = ?"),
  version: select(versionTable, "WHERE bot_id = ? AND version = ?"),
  versions: select(versionTable, "WHERE bot_id = ? ORDER BY version"),
  channels: select(channelTable, "WHERE workspace_id = ? ORDER BY id"),
  channel: select(channelTable, "WHERE id = ?"),
  channelByToken: select(channelTable, "WHERE token = ?"),
  channelByKeyHash: select(channelTable, "WHERE key_hash = ?"),
  setting: "SELECT value FROM setting WHERE name = ?",
} as const;

/** Reads what is kept outside conversations. */
export function readRecords(db: DatabaseSync): Reads {
  const sql = prepareAll(db, readSql);
  return {
    workspaces: () => tryRead(() => readable(sql.workspaces.all(), workspaceTable)),
    agents: (id) => tryRead(() => readable(sql.agents.all(id), agentTable).map(agentOf)),
    tokens: (id) => tryRead(() => readable(sql.tokens.all(id), tokenTable)),
    tokenByHash: (hash) => tryRead(() => found(sql.tokenByHash.get(hash), tokenTable)),
    bots: (id) => tryRead(() => readable(sql.bots.all(id), botTable)),
    bot: (id) => tryRead(() => found(sql.bot.get(id), botTable)),
    version: (botId, number) => tryRead(() => found(sql.version.get(botId, number), versionTable)),
    versions: (botId) => tryRead(() => readable(sql.versions.all(botId), versionTable)),
    channels: (id) => tryRead(() => readable(sql.channels.all(id), channelTable)),
    channel: (id) => tryRead(() => found(sql.channel.get(id), channelTable)),
    channelByToken: (token) => tryRead(() => found(sql.channelByToken.get(token), channelTable)),
    channelByKeyHash: (hash) => tryRead(() => found(sql.channelByKeyHash.get(hash), channelTable)),
    setting: (name) => tryRead(() => nullable(text).read(sql.setting.get(name)?.value ?? null)),
  };
}

/** An agent without what is derived for the database. */
export const agentOf = ({ emailFolded: _derived, ...agent }: AgentRow): AgentRecord => agent;
