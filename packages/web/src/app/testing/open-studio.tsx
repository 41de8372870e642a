import type { StudioSessionAnswer } from "@parley/contract";
import { QueryClient } from "@tanstack/react-query";
import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { connectStudio, Studio } from "../studio.tsx";
import { createFakeServer, type FakeAnswers } from "./fake-server.ts";

/** Draws the Studio at an address, in front of a server that is made up. */
export function openStudio(path: string, answers: FakeAnswers) {
  const server = createFakeServer(answers);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const history = createMemoryHistory({ initialEntries: [`/studio${path}`] });
  render(<Studio {...connectStudio(server.fetch, queries, history)} />);
  return {
    server,
    user: userEvent.setup(),
    /** The address, as the browser would show it. */
    address: () => history.location.href,
  };
}

/** Nobody is signed in. */
export const nobody: StudioSessionAnswer = {
  ...{ success: true, setup: "done", account: null, workspaces: [] },
  may_found_workspaces: false,
};

/** Somebody is, in one workspace with this role. */
export const somebody = (role: "admin" | "manager" | "agent" = "admin"): StudioSessionAnswer => ({
  ...{ success: true, setup: "done", may_found_workspaces: role === "admin" },
  account: { id: "a1", name: "Ann Larsen", email: "ann@example.org", has_two_factor: false },
  workspaces: [{ id: 7, name: "Harbour", role, agent_id: 70 }],
});
