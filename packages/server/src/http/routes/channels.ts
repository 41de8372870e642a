import {
  ChangedChannelAnswer,
  ChannelAnswer,
  ChannelChange,
  ChannelPage,
  ChannelsQuery,
  NewChannel,
  NewChannelAnswer,
  PathId,
} from "@parley/contract";
import { z } from "zod";
import { presentChannel } from "../../channels/platform/present-channel.ts";
import { noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { MadeChannel } from "../../features/channels/channels.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { changeOwnHook, draftOwnHook, type OwnHookDraft, refuseOwnHook } from "./channel-hook.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Channels";
const ChannelParams = z.object({ id: PathId.describe("The channel's number.") });

/** `/v1/channels/`: where people chat. */
export function serveChannels(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "GET", path: "/v1/channels/", scope: "channels:read" },
    ...{ operationId: "listChannels", tag, summary: "List channels" },
    query: ChannelsQuery,
    answers: { 200: ChannelPage },
    handle: async ({ identity, query }) => {
      const all = await ports.features.channels.list(identity.workspaceId);
      const wanted = all.filter((channel) => isWanted(channel, query));
      const page = wanted.slice(query.offset, query.offset + query.limit);
      const channels = await Promise.all(page.map((channel) => shown(ports, channel)));
      return { status: 200, body: { success: true, total: wanted.length, channels } };
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "GET", path: "/v1/channels/:id/", scope: "channels:read" },
    ...{ operationId: "getChannel", tag, summary: "Read a channel" },
    params: ChannelParams,
    answers: { 200: ChannelAnswer },
    handle: async ({ identity, params }) => {
      const channel = await findChannel(ports, identity, params.id);
      return { status: 200, body: { success: true, channel: await shown(ports, channel) } };
    },
  });
  serveCreate(ports);
  serveChange(ports);
}

function serveCreate(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: "/v1/channels/", scope: "channels:write" },
    ...{ operationId: "createChannel", tag, summary: "Create a channel" },
    description:
      "An API channel's own key, `channel_token`, and its hook's signing secret, `hook_secret`, are shown here and never again.",
    body: NewChannel,
    answers: { 201: NewChannelAnswer },
    answersSecret: true,
    handle: async ({ identity, body, keep }) => {
      const { name, type, bot_id } = body;
      refuseOwnHook(type, body);
      const own = draftOwnHook(ports, body);
      const present = ({ channel, key }: MadeChannel): Answer => ({
        status: 201,
        body: {
          success: true,
          channel: presentChannel(channel, { ...aroundNew(ports), ...aroundOwn(own) }),
          ...(key !== null && { channel_token: key }),
          ...secretOf(own),
        },
      });
      const made = await ports.features.channels.create(
        { workspaceId: identity.workspaceId, name, type, botId: bot_id ?? null },
        keep && ((channel) => keep(present(channel))),
        ({ channel }) => own.records(channel),
      );
      own.written();
      return present(made);
    },
  });
}

function serveChange(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "PATCH", path: "/v1/channels/:id/", scope: "channels:write" },
    ...{ operationId: "changeChannel", tag, summary: "Change a channel" },
    description:
      "Live at once. White space at the end of CSS and scripts is left out. A hook's signing secret, `hook_secret`, is shown where the hook is made, and never again.",
    params: ChannelParams,
    body: ChannelChange,
    answers: { 200: ChangedChannelAnswer },
    answersSecret: true,
    handle: async ({ identity, params, body, keep }) => {
      const { channels } = ports.features;
      const channel = await findChannel(ports, identity, params.id);
      refuseOwnHook(channel.type, body);
      const around = await aroundOf(ports, channel.id);
      const named = { ...channel, name: body.name ?? channel.name };
      return changeOwnHook(ports, named, body, async ({ hook, secret, records }) => {
        const present = (record: ChannelRecord): Answer => {
          const shownNow = presentChannel(record, { ...around, ownHook: hook });
          const once = secret === null ? {} : { hook_secret: secret };
          return { status: 200, body: { success: true, channel: shownNow, ...once } };
        };
        const seal = keep && ((record: ChannelRecord) => keep(present(record)));
        return present(await channels.update(channel, changesOf(body), seal, async () => records));
      });
    },
  });
}

const aroundNew = ({ publicUrl }: ResourcePorts) => ({
  chats: 0,
  hooks: [],
  publicUrl: publicUrl(),
});

const aroundOwn = (own: OwnHookDraft) => ({ ownHook: own.made()?.hook ?? null });

function secretOf(own: OwnHookDraft): { readonly hook_secret?: string } {
  const made = own.made();
  return made ? { hook_secret: made.secret } : {};
}

async function findChannel(
  { features }: ResourcePorts,
  { workspaceId }: Identity,
  id: number,
): Promise<ChannelRecord> {
  const channel = await features.channels.find(workspaceId, id);
  if (!channel) throw noSuch("channel", id, "/v1/channels/");
  return channel;
}

async function shown(ports: ResourcePorts, channel: ChannelRecord) {
  return presentChannel(channel, await aroundOf(ports, channel.id));
}

async function aroundOf({ store, hooks, publicUrl }: ResourcePorts, channelId: number) {
  const [chats, listeners] = await Promise.all([
    store.countCustomers(channelId),
    hooks.manage.list(channelId, "all"),
  ]);
  return {
    chats,
    hooks: listeners.filter(({ form }) => form === "message").map(({ id }) => ({ id })),
    ownHook: listeners.find(({ form }) => form === "apichat") ?? null,
    publicUrl: publicUrl(),
  };
}

/** The names that clients filter by, where they are not the type's own. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["webchat", "landbot"],
  ["web", "landbot"],
  ["whatsapi", "whatsapp"],
]);

function isWanted(channel: ChannelRecord, { type, active }: ChannelsQuery): boolean {
  if (active !== undefined && channel.isActive !== active) return false;
  return type === undefined || channel.type === (aliases.get(type) ?? type);
}

function changesOf(change: ChannelChange) {
  const { name, active, bot_id, hook_url: _u, hook_token: _t, ...settings } = change;
  const { style, foot } = settings;
  return {
    ...(name !== undefined && { name }),
    ...(active !== undefined && { isActive: active }),
    ...(bot_id !== undefined && { botId: bot_id }),
    settings: {
      ...settings,
      ...(style !== undefined && { style: style.trimEnd() }),
      ...(foot !== undefined && { foot: foot.trimEnd() }),
    },
  };
}
