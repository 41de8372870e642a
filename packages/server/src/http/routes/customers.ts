import { CustomerAnswer, CustomerPage, CustomersQuery, NewCustomer } from "@parley/contract";
import { z } from "zod";
import { presentCustomer } from "../../channels/platform/present-customer.ts";
import type { CustomerFilter } from "../../ports/store.ts";
import { gone } from "../answer.ts";
import { serveBehind, serveRoute } from "../route.ts";
import { createGate, handleCreate } from "./create-customer.ts";
import { CustomerParams, findCustomer, noCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Customers";

/** `/v1/customers/`: who writes on the channels. */
export function serveCustomers(ports: ResourcePorts): void {
  const { routes, store, features } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/customers/", scope: "customers:read" },
    ...{ operationId: "listCustomers", tag, summary: "List customers" },
    description: "In the order of their numbers. Archived customers are listed apart.",
    query: CustomersQuery,
    answers: { 200: CustomerPage },
    handle: async ({ identity, query }) => {
      const { total, rows } = await store.customers(filterOf(identity.workspaceId, query));
      return { status: 200, body: { success: true, total, customers: rows.map(presentCustomer) } };
    },
  });
  serveBehind(
    routes,
    {
      ...{ method: "POST", path: "/v1/customers/", scope: "customers:write" },
      ...{ operationId: "createCustomer", tag, summary: "Create a customer" },
      description:
        "With an API channel's own token, or with an agent's and `channel_id`. The bot starts with the customer's first message.",
      body: NewCustomer,
      answers: { 201: CustomerAnswer },
      refusals: ["invalid-channel-key", "customer-exists", "channel-inactive", "too-many-fields"],
      handle: (call) => handleCreate(ports, call),
    },
    "token-or-channel-key",
    createGate(ports),
  );
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/customers/:id/", scope: "customers:read" },
    ...{ operationId: "getCustomer", tag, summary: "Read a customer" },
    params: CustomerParams,
    answers: { 200: CustomerAnswer },
    handle: async ({ identity, params }) => {
      const customer = presentCustomer(await findCustomer(ports, identity, params.id));
      return { status: 200, body: { success: true, customer } };
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path: "/v1/customers/:id/", scope: "customers:write" },
    ...{ operationId: "deleteCustomer", tag, summary: "Erase a customer" },
    description: "With everything said, set and sent. It cannot be undone.",
    params: CustomerParams,
    answers: { 204: z.null() },
    handle: async ({ identity, params, keep }) => {
      await findCustomer(ports, identity, params.id);
      const isErased = await features.eraseCustomer(params.id, keep && (() => keep(gone)));
      if (!isErased) throw noCustomer(params.id);
      return gone;
    },
  });
}

function filterOf(workspaceId: number, query: CustomersQuery): CustomerFilter {
  const { offset, limit, search, search_by: by } = query;
  return {
    workspaceId,
    offset,
    limit,
    isArchived: query.archived ?? false,
    ...(query.channel_id !== undefined && { channelId: query.channel_id }),
    ...(query.agent_id !== undefined && { agentId: query.agent_id }),
    ...(query.opt_in !== undefined && { isOptedIn: query.opt_in }),
    ...(search !== undefined && search !== "" && { search: { by, text: search } }),
  };
}
