import type { StudioSessionAnswer } from "@parley/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createApi } from "../../../data/api.ts";
import { ApiContext } from "../../../data/api-context.ts";
import { NoticesContext } from "../../../data/notices-context.ts";
import { sessionQuery } from "../../../data/session.ts";
import { TooltipScope } from "../../../ui/tooltip.tsx";

/** Somebody who may see all that there is. */
const session = {
  ...({ success: true, setup: "done", may_found_workspaces: false } as const),
  account: { id: "a", name: "Ann", email: "ann@example.org", has_two_factor: false },
  workspaces: [{ id: 0, name: "Harbour", role: "admin" as const, agent_id: 1 }],
} satisfies StudioSessionAnswer;

/** Answers of a made-up server: by the beginning of the path, the longest first. An `Error` is a refusal. */
export type Answers = Readonly<Record<string, unknown>>;

/** Draws a screen at an address, with a server that answers so. */
export function renderScreen(
  screen: () => ReactNode,
  path: string,
  address: string,
  answers: Answers,
) {
  const asked: string[] = [];
  const api = createApi({
    fetch: async (input) => {
      asked.push(String(input));
      return answer(String(input), answers);
    },
    onSignedOut: () => {},
  });
  const root = createRootRoute({ component: Outlet });
  const routes = [
    createRoute({ getParentRoute: () => root, path, component: screen }),
    createRoute({ getParentRoute: () => root, path: "/$", component: () => "elsewhere" }),
  ];
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(sessionQuery(api).queryKey, session);
  render(
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <NoticesContext value={{ tell: () => {} }}>
          <TooltipScope>
            <RouterProvider router={router} />
          </TooltipScope>
        </NoticesContext>
      </ApiContext>
    </QueryClientProvider>,
  );
  return { asked, router };
}

function answer(url: string, answers: Answers): Response {
  const key = Object.keys(answers)
    .toSorted((a, b) => b.length - a.length)
    .find((beginning) => url.startsWith(beginning));
  const body = key === undefined ? new Error("Not found.") : answers[key];
  if (!(body instanceof Error)) return Response.json(body);
  return Response.json(
    { detail: body.message },
    { status: key === undefined ? 404 : 500, headers: { "x-request-id": "req_1" } },
  );
}
