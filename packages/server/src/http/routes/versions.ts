import {
  BotAnswer,
  DraftAnswer,
  PageQuery,
  PathId,
  PublishRequest,
  VersionAnswer,
  VersionPage,
} from "@parley/contract";
import type { z } from "zod";
import { presentVersion } from "../../channels/platform/present-bot.ts";
import { AppError, invalidFields, noSuch } from "../../errors.ts";
import type { BotRecord, VersionRecord } from "../../ports/records.ts";
import { serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { BotParams, botAnswer } from "./bots.ts";
import { draftAnswer, revisionIn } from "./drafts.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Bots";
const listPath = "/v1/bots/:id/versions/";
const path = `${listPath}:version/`;

const VersionParams = BotParams.extend({ version: PathId });

/** `/v1/bots/{id}/publish/` and `/v1/bots/{id}/versions/`: what of a bot people talk to. */
export function serveVersions(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/bots/:id/publish/", scope: "bots:write" },
    ...{
      operationId: "publishBot",
      tag,
      summary: "Publish a bot's draft, or an old version again",
    },
    description:
      "As its newest version. New conversations and Go run it; the others keep the version that they began with. With `from_version`, that version's flow is published once more and becomes the draft.",
    params: BotParams,
    body: PublishRequest,
    answers: { 200: BotAnswer },
    refusals: ["flow-has-errors", "stale-revision"],
    handle: (call) => publish(ports, call),
  });
  serveRoute(routes, {
    ...{ method: "GET", path: listPath, scope: "bots:read" },
    ...{ operationId: "listVersions", tag, summary: "List a bot's published versions" },
    params: BotParams,
    query: PageQuery,
    answers: { 200: VersionPage },
    handle: async ({ identity, params, query: { offset, limit } }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const all = await features.bots.versions(bot.id);
      const around = await aroundVersions(ports, bot);
      const page = all.slice(offset, offset + limit);
      const versions = page.map((version) => presentVersion(version, around));
      return { status: 200, body: { success: true, total: all.length, versions } };
    },
  });
  serveRoute(routes, {
    ...{ method: "GET", path, scope: "bots:read" },
    ...{ operationId: "getVersion", tag, summary: "Read a published version" },
    params: VersionParams,
    answers: { 200: VersionAnswer },
    handle: async ({ identity, params }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const record = await findVersion(ports, bot, params.version);
      const version = presentVersion(record, await aroundVersions(ports, bot));
      return { status: 200, body: { success: true, version, flow: record.document } };
    },
  });
  serveRestore(ports);
}

function serveRestore(ports: ResourcePorts): void {
  const { bots } = ports.features;
  serveRoute(ports.routes, {
    ...{ method: "POST", path: `${path}restore/`, scope: "bots:write" },
    ...{ operationId: "restoreVersion", tag, summary: "Make an old version the draft" },
    description:
      "Nothing is published by it. With `If-Match`, only while the draft is the one that was read; without it, whatever the draft is.",
    params: VersionParams,
    answers: { 200: DraftAnswer },
    refusals: ["stale-revision"],
    handle: async ({ identity: { agent }, identity, params, request, keep }) => {
      const bot = await findBot(bots, identity, params.id);
      const isGuarded = request.headers["if-match"] !== undefined;
      if (isGuarded && revisionIn(request) !== bot.revision) throw new AppError("stale-revision");
      const document = renamed(await findVersion(ports, bot, params.version), bot);
      const answerOf = (saved: BotRecord) => draftAnswer(bots, saved, [agent]);
      const seal = keep && ((saved: BotRecord) => keep(answerOf(saved)));
      return answerOf(await bots.saveDraft(bot, document, bot.revision, seal, agent.id));
    },
  });
}

async function publish(
  ports: ResourcePorts,
  call: Call<z.output<typeof BotParams>, unknown, z.output<typeof PublishRequest>>,
) {
  const { bots, channels } = ports.features;
  const { identity, params, body, keep } = call;
  const bot = await findBot(bots, identity, params.id);
  const answering = await channels.list(bot.workspaceId);
  const seal = keep && ((made: BotRecord) => keep(botAnswer(ports, 200, made, answering)));
  const { note, from_version: from } = body;
  const old = from === undefined ? null : await ports.store.version(bot.id, from);
  if (from !== undefined && !old)
    throw invalidFields({ from_version: [`There is no version ${from}.`] });
  const of = { authorId: identity.agent.id, ...(old && { document: renamed(old, bot) }) };
  return botAnswer(ports, 200, await bots.publish(bot, note, seal, of), answering);
}

/** An old flow under the bot's present name. */
const renamed = ({ document }: VersionRecord, { name }: BotRecord) => ({ ...document, name });

async function findVersion(
  { store }: ResourcePorts,
  bot: BotRecord,
  version: number,
): Promise<VersionRecord> {
  const record = await store.version(bot.id, version);
  if (!record) throw noSuch("version", version, `/v1/bots/${bot.id}/versions/`);
  return record;
}

async function aroundVersions({ store, features }: ResourcePorts, bot: BotRecord) {
  const [agents, running] = await Promise.all([
    store.agents(bot.workspaceId),
    features.insights.runningOn(bot.id),
  ]);
  return { agents, running };
}
