import { NewToken, NewTokenAnswer, PageQuery, PathId, TokenPage } from "@parley/contract";
import { z } from "zod";
import { presentToken } from "../../channels/platform/present-token.ts";
import { invalidFields, noSuch } from "../../errors.ts";
import { landbotScopes } from "../../features/accounts/scopes.ts";
import type { Identity, MadeToken } from "../../features/accounts/tokens.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { mayManage } from "./may-manage.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Tokens";

/** `/v1/tokens/`: keys to this API. */
export function serveTokens({ routes, features }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/tokens/", scope: "tokens:write" },
    ...{ operationId: "listTokens", tag, summary: "List tokens" },
    description: "Deleted ones are not listed.",
    query: PageQuery,
    answers: { 200: TokenPage },
    handle: async ({ identity, query: { offset, limit } }) => {
      const all = await features.tokens.list(identity.workspaceId);
      const live = all.filter(({ revokedMs }) => revokedMs === null);
      const tokens = live.slice(offset, offset + limit).map(presentToken);
      return { status: 200, body: { success: true, total: live.length, tokens } };
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/tokens/", scope: "tokens:write" },
    ...{ operationId: "createToken", tag, summary: "Create a token" },
    description:
      "`secret` is shown here and never again. A token cannot give what it does not have.",
    body: NewToken,
    answers: { 201: NewTokenAnswer },
    answersSecret: true,
    handle: async ({ identity, body, keep }) => {
      const agentId = await agentFor(features.agents, identity, body.agent_id);
      const made = await features.tokens.create(
        {
          ...{ workspaceId: identity.workspaceId, agentId, name: body.name },
          scopes: scopesFor(identity, body.scopes),
          expiresMs: endOf(body.expires_at ?? null),
        },
        keep && ((it) => keep(madeAnswer(it))),
      );
      return madeAnswer(made);
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path: "/v1/tokens/:id/", scope: "tokens:write" },
    ...{ operationId: "deleteToken", tag, summary: "Delete a token" },
    description:
      "It opens nothing from now on. Nobody deletes tokens of a higher role than their own.",
    params: z.object({ id: PathId.describe("The token's number, not the token.") }),
    answers: { 204: z.null() },
    handle: async ({ identity, params, keep }) => {
      await refuseHigher(features, identity, params.id);
      const seal = keep && (() => keep(gone));
      const isRevoked = await features.tokens.revoke(identity.workspaceId, params.id, seal);
      if (!isRevoked) throw noSuch("token", params.id, "/v1/tokens/");
      return gone;
    },
  });
}

/** A token of somebody of a higher role is not one's own to delete. */
async function refuseHigher(
  { tokens, agents }: ResourcePorts["features"],
  { agent: own, workspaceId }: Identity,
  id: number,
): Promise<void> {
  const token = (await tokens.list(workspaceId)).find((it) => it.id === id);
  if (!token) throw noSuch("token", id, "/v1/tokens/");
  mayManage(own, await agents.find(workspaceId, token.agentId), null);
}

async function agentFor(
  agents: ResourcePorts["features"]["agents"],
  { agent: own, workspaceId }: Identity,
  wanted: number | undefined,
): Promise<number> {
  if (wanted === undefined || wanted === own.id) return own.id;
  const target = await agents.find(workspaceId, wanted);
  if (!target?.isActive) throw invalidFields({ agent_id: [`There is no agent ${wanted}.`] });
  mayManage(own, target, "admin");
  return target.id;
}

function scopesFor({ scopes }: Identity, wanted: readonly string[] | undefined): readonly string[] {
  if (wanted === undefined) return landbotScopes.filter((scope) => scopes.has(scope));
  const excess = wanted.filter((scope) => !scopes.has(scope));
  if (excess.length === 0) return wanted;
  throw invalidFields({
    scopes: excess.map((scope) => `This token has no scope "${scope}" to give.`),
  });
}

function endOf(expires: number | string | null): number | null {
  if (expires === null) return null;
  return typeof expires === "number" ? Math.floor(expires * 1000) : Date.parse(expires);
}

function madeAnswer({ record, secret }: MadeToken): Answer {
  return { status: 201, body: { success: true, token: presentToken(record), secret } };
}
