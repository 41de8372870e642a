import type { StudioSessionAnswer } from "@parley/contract";
import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import type { Api } from "../data/api.ts";
import { safePath } from "../data/safe-path.ts";
import { sessionQuery } from "../data/session.ts";
import { chosenWorkspace } from "../data/workspace-choice.ts";

/** What every address is entered with. */
export interface RouteContext {
  readonly api: Api;
  readonly queries: QueryClient;
}

/** Lets in whoever is signed in; the others are asked first, and come back to where they were going. */
export async function enterInside({ api, queries }: RouteContext, href: string): Promise<void> {
  const session = await queries.fetchQuery(sessionQuery(api));
  if (session.setup === "needed") throw redirect({ to: "/set-up", replace: true });
  if (!session.account) throw redirect({ to: "/sign-in", search: { to: href }, replace: true });
  // Whoever lost their seat meanwhile is told so: what they see is not silently another workspace's.
  if (api.workspace() === 0) api.enter(chosenWorkspace(session.workspaces)?.id ?? 0);
}

/** Lets in whoever still has to sign in. */
export async function enterSignIn(context: RouteContext, to: string | undefined): Promise<void> {
  const session = await freshSession(context);
  if (session.setup === "needed") throw redirect({ to: "/set-up", replace: true });
  if (session.account) throw redirect({ href: safePath(to) ?? "/bots", replace: true });
}

/** Lets in as long as nobody has set this installation up. */
export async function enterSetUp(context: RouteContext): Promise<void> {
  const session = await freshSession(context);
  if (session.setup === "done") throw redirect({ to: "/bots", replace: true });
}

function freshSession({ api, queries }: RouteContext): Promise<StudioSessionAnswer> {
  return queries.fetchQuery({ ...sessionQuery(api), staleTime: 0 });
}
