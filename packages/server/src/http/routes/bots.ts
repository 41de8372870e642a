import {
  BotAnswer,
  BotPage,
  BotRef,
  NewBot,
  PageQuery,
  PathId,
  PublishRequest,
  VersionAnswer,
  VersionPage,
} from "@parley/contract";
import { z } from "zod";
import { presentBot, presentVersion } from "../../channels/platform/present-bot.ts";
import { AppError, invalidFields } from "../../errors.ts";
import { flowDocumentLimits, limits } from "../../ingest/limits.ts";
import type { BotRecord, ChannelRecord } from "../../ports/records.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";
import { firstFlow, readFlow } from "./read-flow.ts";

const tag = "Bots";

/** The bot in a path. */
export const BotParams = z.object({ id: BotRef });

/** `/v1/bots/`: bots and their published versions. */
export function serveBots(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/", scope: "bots:read" },
    ...{ operationId: "listBots", tag, summary: "List bots" },
    query: PageQuery,
    answers: { 200: BotPage },
    handle: async ({ identity: { workspaceId }, query: { offset, limit } }) => {
      const all = await features.bots.list(workspaceId);
      const channels = await features.channels.list(workspaceId);
      const bots = all.slice(offset, offset + limit).map((bot) => presentBot(bot, channels));
      return { status: 200, body: { success: true, total: all.length, bots } };
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/bots/", scope: "bots:write" },
    ...{ operationId: "createBot", tag, summary: "Create a bot" },
    description: "As a draft: nobody talks to it before it is published. At most 2,000 blocks.",
    body: NewBot,
    bodyLimitBytes: limits.flowDocumentBytes,
    jsonLimits: flowDocumentLimits,
    answers: { 201: BotAnswer },
    handle: (call) => create(ports, call),
  });
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/:id/", scope: "bots:read" },
    ...{ operationId: "getBot", tag, summary: "Read a bot" },
    params: BotParams,
    answers: { 200: BotAnswer },
    handle: async ({ identity, params }) => {
      const bot = await findBot(features.bots, identity, params.id);
      return botAnswer(200, bot, await features.channels.list(bot.workspaceId));
    },
  });
  serveVersions(ports);
}

async function create(
  { features }: ResourcePorts,
  { identity: { workspaceId }, body, keep }: Call<unknown, unknown, NewBot>,
): Promise<Answer> {
  const { name, channel_id: channelId } = body;
  const draft = { ...(body.flow === undefined ? firstFlow : readFlow(body.flow)), name };
  if (channelId === undefined) {
    const seal = keep && ((made: BotRecord) => keep(botAnswer(201, made, [])));
    return botAnswer(201, await features.bots.create(workspaceId, draft, seal), []);
  }
  const channel = await features.channels.find(workspaceId, channelId);
  if (!channel) throw invalidFields({ channel_id: [`There is no channel ${channelId}.`] });
  return features.channels.bind(channel, async (boundTo) => {
    const answerOf = (made: BotRecord) => botAnswer(201, made, [boundTo(made.id)]);
    const seal = keep && ((made: BotRecord) => keep(answerOf(made)));
    const made = await features.bots.create(workspaceId, draft, seal, ({ id }) => [
      { kind: "put-channel", channel: boundTo(id) },
    ]);
    return answerOf(made);
  });
}

function serveVersions(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/bots/:id/publish/", scope: "bots:write" },
    ...{ operationId: "publishBot", tag, summary: "Publish a bot's draft" },
    description:
      "As its newest version. New conversations and Go run it; the others keep the version that they began with.",
    params: BotParams,
    body: PublishRequest,
    answers: { 200: BotAnswer },
    refusals: ["flow-has-errors", "stale-revision"],
    handle: async ({ identity, params, body, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const channels = await features.channels.list(bot.workspaceId);
      const seal = keep && ((made: BotRecord) => keep(botAnswer(200, made, channels)));
      return botAnswer(200, await features.bots.publish(bot, body.note, seal), channels);
    },
  });
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/:id/versions/", scope: "bots:read" },
    ...{ operationId: "listVersions", tag, summary: "List a bot's published versions" },
    params: BotParams,
    query: PageQuery,
    answers: { 200: VersionPage },
    handle: async ({ identity, params, query: { offset, limit } }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const all = await features.bots.versions(bot.id);
      const versions = all.slice(offset, offset + limit).map(presentVersion);
      return { status: 200, body: { success: true, total: all.length, versions } };
    },
  });
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/:id/versions/:version/", scope: "bots:read" },
    ...{ operationId: "getVersion", tag, summary: "Read a published version" },
    params: BotParams.extend({ version: PathId }),
    answers: { 200: VersionAnswer },
    handle: async ({ identity, params }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const record = await ports.store.version(bot.id, params.version);
      if (!record) throw new AppError("not-found");
      const version = presentVersion(record);
      return { status: 200, body: { success: true, version, flow: record.document } };
    },
  });
}

function botAnswer(status: number, bot: BotRecord, channels: readonly ChannelRecord[]): Answer {
  return { status, body: { success: true, bot: presentBot(bot, channels) } };
}
