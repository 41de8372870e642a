import type { AgentRecord, BotRecord, ChannelRecord, TokenRecord } from "../../ports/records.ts";
import type { RecordWrite } from "../../ports/store.ts";
import { isAccountWrite } from "../account-writes.ts";
import { foldText } from "../fold-text.ts";
import { applyAccountWrite } from "./accounts.ts";
import { applyBuilderWrite, eraseAnalytics } from "./analytics.ts";
import { addAudit } from "./audit.ts";
import { eraseDeliveries } from "./delivery-lanes.ts";
import { putHookHealth } from "./hook-health.ts";
import type { Journal } from "./journal.ts";
import { fromJson, type Json, type MemoryData, namesOf, toJson } from "./memory-data.ts";

/** Writes one record; `false` when its name is taken or the draft has another revision. */
export function applyRecord(data: MemoryData, journal: Journal, write: RecordWrite): boolean {
  if (isAccountWrite(write)) return applyAccountWrite(data, journal, write);
  switch (write.kind) {
    case "add-audit":
      addAudit(data, journal, write.row);
      return true;
    case "put-workspace":
      journal.put(data.workspaces, write.workspace.id, toJson(write.workspace));
      return true;
    case "put-agent":
      return put(data.agents, journal, write.agent, isSameAgent);
    case "put-token":
      return put(data.tokens, journal, write.token, isSameToken);
    case "note-token-use":
      noteTokenUse(data, journal, write.tokenId, write.usedMs);
      return true;
    case "put-bot":
      return putBot(data, journal, write.bot, write.expectedRevision);
    case "put-version": {
      const name = versionName(write.version.botId, write.version.version);
      const isNew = !data.versions.has(name);
      journal.put(data.versions, name, toJson(write.version));
      return isNew;
    }
    case "put-channel":
      return put(data.channels, journal, write.channel, isSameChannel);
    case "put-setting":
      journal.put(data.settings, write.name, write.value);
      return true;
    case "put-hook":
      journal.put(data.hooks, write.hook.id, toJson(write.hook));
      return true;
    case "put-hook-health":
      putHookHealth(data, journal, write.health);
      return true;
    case "delete-hook":
      journal.remove(data.hooks, write.hookId);
      journal.remove(data.hookHealth, write.hookId);
      return true;
    case "erase-conversation":
      eraseConversation(data, journal, write.conversationId);
      return true;
    case "put-comment":
    case "delete-comment":
    case "put-flow-test":
    case "delete-flow-test":
      return applyBuilderWrite(data, journal, write);
  }
}

/** The key of a published version. */
export function versionName(botId: number, version: number): string {
  return `${botId} ${version}`;
}

function put<T extends { readonly id: number }>(
  rows: Map<number, Json<T>>,
  journal: Journal,
  record: T,
  isSame: (a: T, b: T) => boolean,
): boolean {
  const isTaken = [...rows.values()]
    .map((stored) => fromJson(stored))
    .some((other) => other.id !== record.id && isSame(other, record));
  journal.put(rows, record.id, toJson(record));
  return !isTaken;
}

const isSameAgent = (a: AgentRecord, b: AgentRecord): boolean =>
  a.workspaceId === b.workspaceId &&
  ((a.email !== "" && foldText(a.email) === foldText(b.email)) ||
    (a.accountId !== null && a.accountId === b.accountId));

const isSameToken = (a: TokenRecord, b: TokenRecord): boolean => a.hash === b.hash;

const isSameChannel = (a: ChannelRecord, b: ChannelRecord): boolean =>
  a.token === b.token || (a.keyHash !== null && a.keyHash === b.keyHash);

function noteTokenUse(
  { tokens }: MemoryData,
  journal: Journal,
  tokenId: number,
  usedMs: number,
): void {
  const stored = tokens.get(tokenId);
  if (stored !== undefined) {
    const token = fromJson(stored);
    const lastUsedMs = Math.max(token.lastUsedMs ?? 0, usedMs);
    journal.put(tokens, tokenId, toJson({ ...token, lastUsedMs }));
  }
}

function putBot(
  { bots }: MemoryData,
  journal: Journal,
  bot: BotRecord,
  expectedRevision: number | null,
): boolean {
  const stored = bots.get(bot.id);
  const revision = stored === undefined ? null : fromJson(stored).revision;
  journal.put(bots, bot.id, toJson(bot));
  return revision === expectedRevision;
}

function eraseConversation(data: MemoryData, journal: Journal, id: number): void {
  const row = data.conversations.get(id);
  for (const name of row === undefined ? [] : namesOf(row)) {
    journal.remove(data.names, name);
  }
  journal.remove(data.conversations, id);
  journal.remove(data.entries, id);
  journal.remove(data.tasks, id);
  journal.remove(data.traces, id);
  eraseDeliveries(data, journal, id);
  eraseAnalytics(data, journal, id);
  for (const [scope, { conversationId }] of data.answers) {
    if (conversationId === id) {
      journal.remove(data.answers, scope);
    }
  }
}
