import { AgentAnswer, AgentChange, AgentPage, NewAgent, PageQuery, PathId } from "@parley/contract";
import { z } from "zod";
import { presentAgent } from "../../channels/platform/present-agent.ts";
import { noSuch } from "../../errors.ts";
import type { AgentRecord } from "../../ports/records.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { mayManage } from "./may-manage.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Agents";
const AgentParams = z.object({ id: PathId.describe("The agent's number.") });

/** `/v1/agents/`: the people who answer. */
export function serveAgents(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/agents/", scope: "agents:read" },
    ...{ operationId: "listAgents", tag, summary: "List agents" },
    query: PageQuery,
    answers: { 200: AgentPage },
    handle: async ({ identity, query: { offset, limit } }) => {
      const all = await features.agents.list(identity.workspaceId);
      const agents = all.slice(offset, offset + limit).map(presentAgent);
      return { status: 200, body: { success: true, total: all.length, agents } };
    },
  });
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/agents/:id/", scope: "agents:read" },
    ...{ operationId: "getAgent", tag, summary: "Read an agent" },
    params: AgentParams,
    answers: { 200: AgentAnswer },
    handle: async ({ identity, params }) =>
      agentAnswer(200, await findAgent(ports, identity.workspaceId, params.id)),
  });
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/agents/", scope: "agents:write" },
    ...{ operationId: "createAgent", tag, summary: "Create an agent" },
    description: "Nobody can make an agent of a higher role than their own.",
    body: NewAgent,
    answers: { 201: AgentAnswer },
    handle: async ({ identity, body, keep }) => {
      mayManage(identity.agent, null, body.role);
      const { workspaceId } = identity;
      const seal = keep && ((made: AgentRecord) => keep(agentAnswer(201, made)));
      return agentAnswer(201, await features.agents.create({ ...body, workspaceId }, seal));
    },
  });
  serveChanges(ports);
}

function serveChanges(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "PATCH", path: "/v1/agents/:id/", scope: "agents:write" },
    ...{ operationId: "changeAgent", tag, summary: "Change an agent" },
    params: AgentParams,
    body: AgentChange,
    answers: { 200: AgentAnswer },
    refusals: ["last-admin"],
    handle: async ({ identity, params, body, keep }) => {
      const target = await findAgent(ports, identity.workspaceId, params.id);
      const { active, ...rest } = body;
      mayManage(identity.agent, target, body.role ?? null);
      const change = { ...defined(rest), ...(active !== undefined && { isActive: active }) };
      const seal = keep && ((made: AgentRecord) => keep(agentAnswer(200, made)));
      const changed = await features.agents.update(target.workspaceId, target.id, change, seal);
      features.tokens.forget();
      features.sessions.forget();
      if (!changed) throw noAgent(params.id);
      return agentAnswer(200, changed);
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path: "/v1/agents/:id/", scope: "agents:write" },
    ...{ operationId: "deactivateAgent", tag, summary: "Deactivate an agent" },
    description: "What they said stays theirs. Their tokens open nothing from now on.",
    params: AgentParams,
    answers: { 204: z.null() },
    refusals: ["last-admin"],
    handle: async ({ identity, params, keep }) => {
      const target = await findAgent(ports, identity.workspaceId, params.id);
      mayManage(identity.agent, target, null);
      const change = { isActive: false };
      const seal = keep && (() => keep(gone));
      await features.agents.update(target.workspaceId, target.id, change, seal);
      features.tokens.forget();
      features.sessions.forget();
      return gone;
    },
  });
}

const noAgent = (id: number) => noSuch("agent", id, "/v1/agents/");

async function findAgent(
  { features }: ResourcePorts,
  workspaceId: number,
  id: number,
): Promise<AgentRecord> {
  const agent = await features.agents.find(workspaceId, id);
  if (!agent) throw noAgent(id);
  return agent;
}

function agentAnswer(status: number, agent: AgentRecord): Answer {
  return { status, body: { success: true, agent: presentAgent(agent) } };
}

/** The keys that were given, so that one left out changes nothing. */
function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  // Exactly the keys of `given` that have a value.
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
