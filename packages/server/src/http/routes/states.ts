import { Done, OptionalFlag, PathId } from "@parley/contract";
import { z } from "zod";
import { type ErrorCode, noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Seal, TurnOutcome } from "../../features/conversations/outcome.ts";
import type { AgentRecord } from "../../ports/records.ts";
import { gone, success } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { CustomerParams, findCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Customers";

type Change = (id: number, identity: Identity, seal?: Seal) => Promise<TurnOutcome>;

/** What may be done with a conversation: put away, shut out, given to an agent, taken from one. */
export function serveStates(ports: ResourcePorts): void {
  const { agentTurns } = ports.features;
  const serve = (path: string, summary: string, refusals: ErrorCode[], change: Change) =>
    serveRoute(ports.routes, {
      ...{ method: "PUT", path: `/v1/customers/:id/${path}/`, scope: "customers:write" },
      ...{ operationId: `${path}Customer`, tag, summary, refusals },
      params: CustomerParams,
      answers: { 200: Done },
      handle: async ({ identity, params, settle }) => {
        await findCustomer(ports, identity, params.id);
        return settle(
          (seal) => change(params.id, identity, seal),
          () => success,
        );
      },
    });
  serve("archive", "Put a conversation away", ["held-by-another"], (id, identity, seal) =>
    agentTurns.archive(id, actorOf(identity), seal),
  );
  serve("unarchive", "Bring an archived conversation back", [], (id, _, seal) =>
    agentTurns.unarchive(id, seal),
  );
  serve("block", "Shut a customer out", [], (id, _, seal) => agentTurns.block(id, seal));
  serve("unblock", "Let a customer in again", [], (id, _, seal) => agentTurns.unblock(id, seal));
  serve("unassign", "Let go of a conversation", ["held-by-another"], (id, identity, seal) =>
    agentTurns.unassign(id, actorOf(identity), seal),
  );
  serveAssign(ports);
  serveOptOut(ports);
}

const Forced = z.object({
  force: OptionalFlag.describe("`1` takes the conversation from the agent who holds it."),
});

const AssignParams = CustomerParams.extend({ agent_id: PathId });

function serveAssign(ports: ResourcePorts): void {
  const { agentTurns, agents } = ports.features;
  const shared = {
    method: "PUT",
    scope: "customers:write",
    tag,
    query: Forced,
    answers: { 200: Done },
    refusals: ["held-by-another"],
  } as const;
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/assign/", params: CustomerParams },
    ...{ operationId: "assignToOwner", summary: "Take a conversation as the token's own agent" },
    handle: async ({ identity, params, query, settle }) => {
      await findCustomer(ports, identity, params.id);
      const { agent } = actorOf(identity);
      return settle(
        (seal) => agentTurns.assign(params.id, agent, query.force ?? false, seal),
        () => success,
      );
    },
  });
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/assign/:agent_id/", params: AssignParams },
    ...{ operationId: "assignToAgent", summary: "Give a conversation to an agent" },
    handle: async ({ identity, params, query, settle }) => {
      await findCustomer(ports, identity, params.id);
      const found = await agents.find(identity.workspaceId, params.agent_id);
      if (!found?.isActive) throw noSuch("active agent", params.agent_id, "/v1/agents/");
      return settle(
        (seal) => agentTurns.assign(params.id, personOf(found), query.force ?? false, seal),
        () => success,
      );
    },
  });
}

function serveOptOut(ports: ResourcePorts): void {
  for (const [path, operationId] of optOutPaths)
    serveRoute(ports.routes, {
      ...{ method: "DELETE", path: `/v1/customers/:id/${path}/`, scope: "customers:write" },
      ...{ operationId, tag, summary: "Take back a customer's opt-in" },
      params: CustomerParams,
      answers: { 204: z.null() },
      refusals: ["not-opted-in"],
      handle: async ({ identity, params, keep }) => {
        await findCustomer(ports, identity, params.id);
        await ports.features.optOut(params.id, keep && (() => keep(gone)));
        return gone;
      },
    });
}

const optOutPaths = [
  ["opt_out", "optOutCustomer"],
  ["opt_ins", "deleteOptIns"],
] as const;

/** Whoever acts through a token: the agent behind it. */
export function actorOf({ agent }: Identity) {
  return { agent: personOf(agent), role: agent.role };
}

const personOf = ({ id, name }: AgentRecord) => ({ id, name });
