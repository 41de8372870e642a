import { ApiRoot, ProjectPage } from "@parley/contract";
import { AppError } from "../../errors.ts";
import { servePublicRoute, serveRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const apiVersion = "1.0.0";

/** `/v1/` and `/v1/projects/`: is this a server that I know, and does my token work. */
export function serveWorkspace({ routes, store }: ResourcePorts): void {
  servePublicRoute(routes, {
    ...{ method: "GET", path: "/v1/", scope: null },
    ...{ operationId: "getRoot", tag: "Workspace", summary: "Say what this is" },
    answers: { 200: ApiRoot },
    handle: async () => ({
      status: 200,
      body: { success: true, name: "Parley", version: apiVersion, openapi: "/v1/openapi.json" },
    }),
  });
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/projects/", scope: null },
    ...{ operationId: "listProjects", tag: "Workspace", summary: "Test a token" },
    answers: { 200: ProjectPage },
    handle: async ({ identity }) => {
      const all = await store.workspaces();
      const own = all.find(({ id }) => id === identity.workspaceId);
      if (!own) throw new AppError("not-found");
      const projects = [{ id: own.id, name: own.name }];
      return { status: 200, body: { success: true, total: 1, projects } };
    },
  });
}
