import {
  BotAnswer,
  BotChange,
  BotCopy,
  BotPage,
  BotRef,
  NewBot,
  PageQuery,
} from "@parley/contract";
import { z } from "zod";
import { presentBot } from "../../channels/platform/present-bot.ts";
import { invalidFields } from "../../errors.ts";
import { flowDocumentLimits, limits } from "../../ingest/limits.ts";
import type { BotRecord, ChannelRecord } from "../../ports/records.ts";
import { type Answer, gone } from "../answer.ts";
import { requireScope, serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";
import { firstFlow, readFlow } from "./read-flow.ts";

const tag = "Bots";
const listPath = "/v1/bots/";
const path = `${listPath}:id/`;

/** The bot in a path. */
export const BotParams = z.object({ id: BotRef });

/** `/v1/bots/`: bots, without their flows. */
export function serveBots(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: listPath, scope: "bots:read" },
    ...{ operationId: "listBots", tag, summary: "List bots" },
    query: PageQuery,
    answers: { 200: BotPage },
    handle: async ({ identity: { workspaceId }, query: { offset, limit } }) => {
      const all = await features.bots.list(workspaceId);
      const around = aroundBots(ports, await features.channels.list(workspaceId));
      const bots = all.slice(offset, offset + limit).map((bot) => presentBot(bot, around));
      return { status: 200, body: { success: true, total: all.length, bots } };
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: listPath, scope: "bots:write" },
    ...{ operationId: "createBot", tag, summary: "Create a bot" },
    description:
      "As a draft: nobody talks to it before it is published. At most 2,000 blocks. With `channel_id` it needs `channels:write` as well.",
    body: NewBot,
    bodyLimitBytes: limits.flowDocumentBytes,
    jsonLimits: flowDocumentLimits,
    answers: { 201: BotAnswer },
    handle: (call) => create(ports, call),
  });
  serveRoute(routes, {
    ...{ method: "GET", path, scope: "bots:read" },
    ...{ operationId: "getBot", tag, summary: "Read a bot" },
    params: BotParams,
    answers: { 200: BotAnswer },
    handle: async ({ identity, params }) => {
      const bot = await findBot(features.bots, identity, params.id);
      return botAnswer(ports, 200, bot, await features.channels.list(bot.workspaceId));
    },
  });
  serveChange(ports);
  serveCopy(ports);
}

function serveChange(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "PATCH", path, scope: "bots:write" },
    ...{ operationId: "renameBot", tag, summary: "Rename a bot" },
    description:
      "Its draft bears the new name too, so that the draft's `ETag` changes; what is published keeps the old one.",
    params: BotParams,
    body: BotChange,
    answers: { 200: BotAnswer },
    refusals: ["stale-revision"],
    handle: async ({ identity, params, body, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const channels = await features.channels.list(bot.workspaceId);
      const seal = keep && ((saved: BotRecord) => keep(botAnswer(ports, 200, saved, channels)));
      const draft = { ...bot.draft, name: body.name };
      const by = identity.agent.id;
      const saved = await features.bots.saveDraft(bot, draft, bot.revision, seal, by);
      return botAnswer(ports, 200, saved, channels);
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path, scope: "bots:write" },
    ...{ operationId: "deleteBot", tag, summary: "Delete a bot" },
    description:
      "Refused while an active channel answers with it. It is archived: conversations that run on its versions go on, and its number is never given again.",
    params: BotParams,
    answers: { 204: z.null() },
    refusals: ["bot-in-use", "stale-revision"],
    handle: async ({ identity, params, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      await features.bots.archive(bot, keep && (() => keep(gone)));
      return gone;
    },
  });
}

function serveCopy(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "POST", path: `${path}duplicate/`, scope: "bots:write" },
    ...{ operationId: "duplicateBot", tag, summary: "Duplicate a bot" },
    description:
      "A new bot with the draft of this one and its flow tests, unpublished, on no channel. Block ids stay the same.",
    params: BotParams,
    body: BotCopy,
    answers: { 201: BotAnswer },
    handle: async ({ identity, params, body, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const name = body.name ?? `${bot.name.slice(0, 190)} (copy)`;
      const tests = await features.flowTests.copyOf(bot.id);
      const seal = keep && ((made: BotRecord) => keep(botAnswer(ports, 201, made, [])));
      const draft = { ...bot.draft, name };
      const by = identity.agent.id;
      const made = await features.bots.create(bot.workspaceId, draft, seal, tests, by);
      return botAnswer(ports, 201, made, []);
    },
  });
}

async function create(
  ports: ResourcePorts,
  { identity, body, keep }: Call<unknown, unknown, NewBot>,
): Promise<Answer> {
  const { features } = ports;
  const { workspaceId, agent } = identity;
  const by = agent.id;
  const { name, channel_id: channelId } = body;
  const draft = { ...(body.flow === undefined ? firstFlow : readFlow(body.flow)), name };
  if (channelId === undefined) {
    const seal = keep && ((made: BotRecord) => keep(botAnswer(ports, 201, made, [])));
    const made = await features.bots.create(workspaceId, draft, seal, undefined, by);
    return botAnswer(ports, 201, made, []);
  }
  requireScope(identity, "channels:write");
  const channel = await features.channels.find(workspaceId, channelId);
  if (!channel) throw invalidFields({ channel_id: [`There is no channel ${channelId}.`] });
  return features.channels.bind(channel, async (boundTo) => {
    const answerOf = (made: BotRecord) => botAnswer(ports, 201, made, [boundTo(made.id)]);
    const seal = keep && ((made: BotRecord) => keep(answerOf(made)));
    const bind = ({ id }: BotRecord) => [{ kind: "put-channel", channel: boundTo(id) } as const];
    const made = await features.bots.create(workspaceId, draft, seal, bind, by);
    return answerOf(made);
  });
}

const aroundBots = (
  { features: { bots } }: Pick<ResourcePorts, "features">,
  channels: readonly ChannelRecord[],
) => ({ channels, hasChangedDraft: bots.hasChangedDraft });

/** Answers with a bot. */
export function botAnswer(
  ports: Pick<ResourcePorts, "features">,
  status: number,
  bot: BotRecord,
  channels: readonly ChannelRecord[],
): Answer {
  return { status, body: { success: true, bot: presentBot(bot, aroundBots(ports, channels)) } };
}
