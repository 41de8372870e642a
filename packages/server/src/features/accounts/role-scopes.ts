import type { AgentRecord } from "../../ports/records.ts";
import { type Scope, scopes } from "./scopes.ts";

/** What somebody who is signed in may do by their role: owners everything, builders all but manage people, agents talk. */
export const roleScopes: { readonly [R in AgentRecord["role"]]: ReadonlySet<Scope> } = {
  admin: new Set(scopes),
  manager: new Set(scopes.filter((scope) => scope !== "agents:write" && scope !== "audit:read")),
  agent: new Set<Scope>([
    "customers:read",
    "customers:write",
    "messages:send",
    "fields:write",
    "bots:read",
    "channels:read",
    "agents:read",
  ]),
};
