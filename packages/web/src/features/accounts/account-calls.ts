import type { Agent, AgentPage, InvitationPage, StudioSessionPage } from "@parley/contract";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../data/api.ts";
import { readAll } from "../../data/read-all.ts";

/** Where the account is signed in. */
export function sessionsQuery(api: Api) {
  return queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => api.get<StudioSessionPage>("/studio/api/sessions", signal),
  });
}

/** Everybody who has a seat in the workspace. */
export function peopleQuery(api: Api) {
  return queryOptions({
    queryKey: ["agents"],
    queryFn: ({ signal }) =>
      readAll<AgentPage, Agent>(api, "/v1/agents/", ({ agents }) => agents, signal),
  });
}

/** Invitations that nobody has accepted yet. */
export function invitationsQuery(api: Api) {
  return queryOptions({
    queryKey: ["invitations"],
    queryFn: ({ signal }) => api.get<InvitationPage>("/studio/api/invitations", signal),
  });
}
