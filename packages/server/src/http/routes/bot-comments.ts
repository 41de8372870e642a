import {
  CommentAnswer,
  CommentChange,
  CommentPage,
  NewComment,
  PageQuery,
  PathId,
} from "@parley/contract";
import { z } from "zod";
import { presentComment } from "../../channels/platform/present-builder.ts";
import { noSuch } from "../../errors.ts";
import type { CommentRecord } from "../../ports/builder.ts";
import type { AgentRecord } from "../../ports/records.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Bots";
const listPath = "/v1/bots/:id/comments/";
const path = `${listPath}:comment/`;

const CommentParams = BotParams.extend({ comment: PathId.describe("The comment's number.") });

/** `/v1/bots/{id}/comments/`: remarks on a bot's canvas, for those who build it. */
export function serveBotComments(ports: ResourcePorts): void {
  const { routes, features, store } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: listPath, scope: "bots:read" },
    ...{ operationId: "listComments", tag, summary: "List the comments on a bot" },
    description: "Oldest first, those of blocks that are gone as well.",
    params: BotParams,
    query: PageQuery,
    answers: { 200: CommentPage },
    handle: async ({ identity, params, query: { offset, limit } }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const all = await features.comments.list(bot.id);
      const agents = await store.agents(bot.workspaceId);
      const page = all.slice(offset, offset + limit);
      const comments = page.map((comment) => presentComment(comment, agents));
      return { status: 200, body: { success: true, total: all.length, comments } };
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: listPath, scope: "bots:write" },
    ...{ operationId: "addComment", tag, summary: "Comment on a bot" },
    description: "On a block, or on a place on the canvas. At most 1,000 a bot.",
    params: BotParams,
    body: NewComment,
    answers: { 201: CommentAnswer },
    refusals: ["too-many-of-bot"],
    handle: async ({ identity, params, body, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const agents = await store.agents(bot.workspaceId);
      const seal = keep && ((made: CommentRecord) => keep(commentAnswer(201, made, agents)));
      const made = await features.comments.add(bot.id, identity.agent, body, seal);
      return commentAnswer(201, made, agents);
    },
  });
  serveChange(ports);
}

function serveChange(ports: ResourcePorts): void {
  const { routes, features, store } = ports;
  serveRoute(routes, {
    ...{ method: "PATCH", path, scope: "bots:write" },
    ...{ operationId: "changeComment", tag, summary: "Change or resolve a comment" },
    description: "Only its author changes the text.",
    params: CommentParams,
    body: CommentChange,
    answers: { 200: CommentAnswer },
    refusals: ["not-the-author"],
    handle: async ({ identity, params, body, keep }) => {
      const comment = await findComment(ports, identity, params);
      const agents = await store.agents(identity.workspaceId);
      const seal = keep && ((it: CommentRecord) => keep(commentAnswer(200, it, agents)));
      const { resolved: isResolved, ...words } = body;
      const edit = { ...words, isResolved };
      const changed = await features.comments.change(comment, identity.agent, edit, seal);
      if (!changed) throw noComment(params);
      return commentAnswer(200, changed, agents);
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path, scope: "bots:write" },
    ...{ operationId: "deleteComment", tag, summary: "Delete a comment" },
    description: "By its author, or an admin.",
    params: CommentParams,
    answers: { 204: z.null() },
    refusals: ["not-the-author"],
    handle: async ({ identity, params, keep }) => {
      const comment = await findComment(ports, identity, params);
      await features.comments.delete(comment, identity.agent, keep && (() => keep(gone)));
      return gone;
    },
  });
}

const noComment = ({ id, comment }: z.output<typeof CommentParams>) =>
  noSuch("comment", comment, `/v1/bots/${id}/comments/`);

async function findComment(
  { features }: ResourcePorts,
  identity: Parameters<typeof findBot>[1],
  params: z.output<typeof CommentParams>,
): Promise<CommentRecord> {
  const bot = await findBot(features.bots, identity, params.id);
  const comment = await features.comments.find(bot.id, params.comment);
  if (!comment) throw noComment(params);
  return comment;
}

const commentAnswer = (
  status: number,
  comment: CommentRecord,
  agents: readonly AgentRecord[],
): Answer => ({ status, body: { success: true, comment: presentComment(comment, agents) } });
