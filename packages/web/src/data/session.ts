import type { StudioRole, StudioSessionAnswer } from "@parley/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { useApi } from "./api-context.ts";

/** Who is signed in, and where they may work. */
export function sessionQuery(api: Api) {
  return queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => api.get<StudioSessionAnswer>("/studio/api/session", signal),
    staleTime: 60_000,
  });
}

/** The session, as it was read last. */
export function useSession(): StudioSessionAnswer | undefined {
  return useQuery(sessionQuery(useApi())).data;
}

/** The workspace that one works in, with one's role there. */
export function useWorkspace(): StudioSessionAnswer["workspaces"][number] | undefined {
  const api = useApi();
  return useSession()?.workspaces.find(({ id }) => id === api.workspace());
}

/** What a role may do. It decides what is shown; the server decides what is allowed. */
export interface Rights {
  /** Bots, channels, hooks, fields. */
  readonly isBuilder: boolean;
  /** People, and tokens that may do anything. */
  readonly isOwner: boolean;
}

/** What one may do in the workspace that one works in. */
export function useRights(): Rights {
  return rightsOf(useWorkspace()?.role);
}

/** What a role may do; before it is known, nothing. */
export function rightsOf(role: StudioRole | undefined): Rights {
  return { isBuilder: role === "admin" || role === "manager", isOwner: role === "admin" };
}
