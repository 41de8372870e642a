import { DraftAnswer, DraftWrite } from "@parley/contract";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { wireSecondsOfMs } from "../../channels/platform/wire-time.ts";
import { AppError, invalidFields } from "../../errors.ts";
import type { Bots } from "../../features/flows/bots.ts";
import { flowDocumentLimits, limits } from "../../ingest/limits.ts";
import type { AgentRecord, BotRecord } from "../../ports/records.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";
import { readFlow } from "./read-flow.ts";

const shared = { path: "/v1/bots/:id/draft/", tag: "Bots", params: BotParams } as const;

/** `/v1/bots/{id}/draft/`: a bot's flow in the making, guarded by its revision. */
export function serveDrafts({ routes, features, store }: ResourcePorts): void {
  const { bots } = features;
  serveRoute(routes, {
    ...{ ...shared, method: "GET", scope: "bots:read" },
    ...{ operationId: "getDraft", summary: "Read a bot's draft" },
    description:
      "With its `ETag`, and what speaks against publishing it. With `If-None-Match`, whoever asks again and again is only told what they have not read.",
    answers: { 200: DraftAnswer, 304: z.null().describe("`If-None-Match` names this draft.") },
    handle: async ({ identity, params, request }) => {
      const bot = await findBot(bots, identity, params.id);
      if (isRead(request, bot)) return unchanged(bot);
      return draftAnswer(bots, bot, await store.agents(bot.workspaceId));
    },
  });
  serveRoute(routes, {
    ...{ ...shared, method: "PUT", scope: "bots:write", body: DraftWrite },
    ...{ operationId: "saveDraft", summary: "Replace a bot's draft" },
    description:
      "Needs `If-Match` with the `ETag` of the draft that was read, so that nobody's changes are lost. A draft with faults in its blocks is kept; `problems` names them.",
    bodyLimitBytes: limits.flowDocumentBytes,
    jsonLimits: flowDocumentLimits,
    headers: { "If-Match": "The `ETag` of the draft that was read." },
    answers: { 200: DraftAnswer },
    refusals: ["stale-revision", "flow-has-errors"],
    handle: async ({ identity: { agent }, identity, params, body, request, keep }) => {
      const bot = await findBot(bots, identity, params.id);
      if (revisionIn(request) !== bot.revision) throw new AppError("stale-revision");
      const draft = readFlow(body.flow);
      const answerOf = (saved: BotRecord) => draftAnswer(bots, saved, [agent]);
      const seal = keep && ((saved: BotRecord) => keep(answerOf(saved)));
      return answerOf(await bots.saveDraft(bot, draft, bot.revision, seal, agent.id));
    },
  });
}

/** Answers with a bot's draft and its `ETag`. Whoever saved it is looked for among these agents. */
export function draftAnswer(bots: Bots, bot: BotRecord, agents: readonly AgentRecord[]): Answer {
  const { draft: flow, revision, savedById, savedMs } = bot;
  const saver = agents.find(({ id }) => id === savedById);
  const saved = {
    saved_at: wireSecondsOfMs(savedMs),
    saved_by: saver ? { id: saver.id, name: saver.name } : null,
  };
  return {
    status: 200,
    body: { success: true, flow, revision, ...saved, problems: bots.problems(flow) },
    headers: { etag: etagOf(bot) },
  };
}

const etagOf = ({ revision }: BotRecord): string => `"${revision}"`;

const unchanged = (bot: BotRecord): Answer => ({
  status: 304,
  body: null,
  headers: { etag: etagOf(bot) },
});

/** The caller has read the draft as it is now. */
function isRead({ headers }: FastifyRequest, bot: BotRecord): boolean {
  const known = headers["if-none-match"]?.split(",") ?? [];
  return known.some((etag) => etag.trim().replace(/^W\//, "") === etagOf(bot));
}

/** The revision that the caller has read; `null` where the header names none of ours. */
export function revisionIn({ headers }: FastifyRequest): number | null {
  const header = headers["if-match"];
  if (header === undefined) throw invalidFields({ "If-Match": ["This header is required."] });
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())?.[1];
  return revision === undefined ? null : Number(revision);
}
