import type {
  AgentRecord,
  BotRecord,
  ChannelRecord,
  TokenRecord,
  VersionRecord,
  Workspace,
} from "../../ports/records.ts";
import { flag, json, nullable, number, oneOf, text } from "./column.ts";
import { table } from "./table.ts";

export const workspaceTable = table<Workspace>("workspace", {
  id: number,
  uuid: text,
  name: text,
  createdMs: number,
});

/** An agent with the e-mail address as it is compared. */
export interface AgentRow extends AgentRecord {
  readonly emailFolded: string;
}

export const agentTable = table<AgentRow>("agent", {
  id: number,
  uuid: text,
  workspaceId: number,
  name: text,
  email: text,
  emailFolded: text,
  role: oneOf(["admin", "manager", "agent"]),
  status: oneOf(["online", "busy", "offline"]),
  isActive: flag,
  accountId: nullable(text),
  createdMs: number,
});

export const tokenTable = table<TokenRecord>("token", {
  id: number,
  workspaceId: number,
  agentId: number,
  name: text,
  prefix: text,
  hash: text,
  scopes: json(),
  createdMs: number,
  expiresMs: nullable(number),
  lastUsedMs: nullable(number),
  revokedMs: nullable(number),
});

export const botTable = table<BotRecord>("bot", {
  id: number,
  uuid: text,
  workspaceId: number,
  name: text,
  draft: json(),
  revision: number,
  version: number,
  draftHash: text,
  publishedHash: text,
  savedById: nullable(number),
  savedMs: number,
  archivedMs: nullable(number),
  createdMs: number,
  updatedMs: number,
});

export const versionTable = table<VersionRecord>("bot_version", {
  botId: number,
  version: number,
  document: json(),
  hash: text,
  note: text,
  authorId: nullable(number),
  createdMs: number,
});

export const channelTable = table<ChannelRecord>("channel", {
  id: number,
  uuid: text,
  workspaceId: number,
  name: text,
  type: oneOf(["landbot", "apichat", "whatsapp", "telegram"]),
  isActive: flag,
  token: text,
  keyHash: nullable(text),
  botId: nullable(number),
  settings: json(),
  createdMs: number,
  updatedMs: number,
});
