/**
 * What writes of records mean to somebody who looks for who did what.
 *
 * Invariants
 * 1. Every kind of write has its row in the table below: what is new does not compile before somebody has decided.
 * 2. Lines hold ids, names, roles and the names of what changed: no secret, no address of a receiver in full, no message.
 */
import type { AuditRow } from "../../ports/audit.ts";
import type { AgentRecord, ChannelRecord } from "../../ports/records.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { accountDeeds } from "./account-deeds.ts";
import { changedKeys, type Deed, type DeedsOf, deed, nothing } from "./deed.ts";
import { settingDeeds } from "./setting-deeds.ts";

type Kind = RecordWrite["kind"];
type Reading = {
  readonly [K in Kind]: DeedsOf<Extract<RecordWrite, { readonly kind: K }>>;
};

/** The deeds in a write, by what is stored before it; `together` is what is written with it. */
export function deedsOf<W extends RecordWrite>(
  store: Store,
  write: W,
  together: readonly RecordWrite[],
): Promise<readonly Omit<AuditRow, "actor" | "atMs">[]> {
  // The row of this very kind: TypeScript does not follow a kind through a table of functions.
  const read = reading[write.kind] as unknown as DeedsOf<W>;
  return read(write, store, together);
}

const reading: Reading = {
  ...accountDeeds,
  "add-audit": nothing,
  "put-workspace": async ({ workspace }, store) => {
    const before = (await store.workspaces()).find(({ id }) => id === workspace.id);
    const about = deed(workspace.id, `workspace ${workspace.id}`, workspace.name);
    if (!before) return [about("workspace.created")];
    if (before.name === workspace.name) return [];
    return [about("workspace.renamed", { from: before.name, to: workspace.name })];
  },
  "put-agent": async ({ agent }, store) => {
    const before = (await store.agents(agent.workspaceId)).find(({ id }) => id === agent.id);
    return agentDeeds(agent, before);
  },
  "put-token": async ({ token }, store) => {
    const before = (await store.tokens(token.workspaceId)).find(({ id }) => id === token.id);
    const about = deed(token.workspaceId, `token ${token.id}`, token.name);
    if (!before) {
      const { agentId: agent_id, scopes, expiresMs } = token;
      const expires_at = expiresMs === null ? null : expiresMs / 1000;
      return [about("token.created", { agent_id, scopes, expires_at })];
    }
    return token.revokedMs !== null && before.revokedMs === null ? [about("token.revoked")] : [];
  },
  "note-token-use": nothing,
  // Of a draft that was saved nobody asks later: each version that is published has its line.
  "put-bot": async ({ bot, expectedRevision }, store) => {
    const about = deed(bot.workspaceId, `bot ${bot.id}`, bot.name);
    if (expectedRevision === null) return [about("bot.created")];
    if (bot.archivedMs !== null) return [about("bot.deleted")];
    const before = await store.bot(bot.id);
    if (!before || before.name === bot.name) return [];
    return [about("bot.renamed", { from: before.name, to: bot.name })];
  },
  "put-version": async ({ version: { botId, version, note } }, store, together) => {
    const written = together.find((it) => it.kind === "put-bot" && it.bot.id === botId);
    const bot = written?.kind === "put-bot" ? written.bot : await store.bot(botId);
    if (!bot) return [];
    return [deed(bot.workspaceId, `bot ${botId}`, bot.name)("bot.published", { version, note })];
  },
  "put-channel": async ({ channel }, store) =>
    channelDeeds(channel, await store.channel(channel.id)),
  "put-setting": settingDeeds,
  "put-hook": async ({ hook }, store) => {
    const before = await store.hook(hook.id);
    const about = deed(hook.workspaceId, `hook ${hook.id}`, hook.name);
    const channel_id = hook.channelId;
    const host = URL.parse(hook.url)?.host ?? "";
    if (!before) return [about("hook.created", { channel_id, host })];
    const changed = changedKeys(before, hook).map((key) => (key === "sealed" ? "secrets" : key));
    return changed.length === 0 ? [] : [about("hook.changed", { channel_id, changed, host })];
  },
  "put-hook-health": nothing,
  "delete-hook": async ({ hookId }, store) => {
    const hook = await store.hook(hookId);
    if (!hook) return [];
    const { workspaceId, name, channelId: channel_id } = hook;
    return [deed(workspaceId, `hook ${hookId}`, name)("hook.deleted", { channel_id })];
  },
  "erase-conversation": async ({ conversationId }, store) => {
    const conversation = await store.conversation(conversationId);
    if (!conversation) return [];
    // Their name goes with them.
    const about = deed(conversation.workspaceId, `customer ${conversationId}`, "");
    return [about("customer.deleted", { channel_id: conversation.channelId })];
  },
  "put-comment": nothing,
  "delete-comment": nothing,
  "put-flow-test": nothing,
  "delete-flow-test": nothing,
};

function agentDeeds(agent: AgentRecord, before: AgentRecord | undefined): readonly Deed[] {
  const about = deed(agent.workspaceId, `agent ${agent.id}`, agent.name);
  const { role, email, isActive, accountId } = agent;
  if (!before) return [about("member.added", { role, email, signs_in: accountId !== null })];
  const deeds: Deed[] = [];
  if (before.role !== role)
    deeds.push(about("member.role_changed", { from: before.role, to: role }));
  if (before.isActive !== isActive)
    deeds.push(about(isActive ? "member.activated" : "member.deactivated"));
  if (before.accountId !== accountId)
    deeds.push(about("member.added", { role, email, signs_in: accountId !== null }));
  const changed = changedKeys(before, agent).filter((key) => key === "name" || key === "email");
  // Whoever takes a seat brings a name and an address.
  if (before.accountId === accountId && changed.length > 0)
    deeds.push(about("member.changed", { changed }));
  return deeds;
}

function channelDeeds(channel: ChannelRecord, before: ChannelRecord | null): readonly Deed[] {
  const about = deed(channel.workspaceId, `channel ${channel.id}`, channel.name);
  const { type, botId: bot_id, isActive: active } = channel;
  if (!before) return [about("channel.created", { type, bot_id })];
  const changed = changedKeys(before, channel);
  return changed.length === 0 ? [] : [about("channel.changed", { changed, bot_id, active })];
}
