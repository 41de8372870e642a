import {
  InspectedRequestPage,
  InspectorAnswer,
  InspectorChange,
  InspectorPage,
  NewInspector,
  PageQuery,
  PathId,
} from "@parley/contract";
import { z } from "zod";
import { presentInspected, presentInspector } from "../../channels/platform/present-inspector.ts";
import { noSuch } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Inspector } from "../../features/hooks/inspectors.ts";
import { inspectorPath } from "../../ports/egress.ts";
import { type Answer, gone } from "../answer.ts";
import { inspectorKey } from "../inspector-address.ts";
import { serveRoute } from "../route.ts";
import { eventStreamOf } from "./event-stream-of.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "MessageHooks";
const listPath = "/v1/inspectors/";
const path = `${listPath}:id/`;
const InspectorParams = z.object({ id: PathId.describe("The inspector's number.") });

/** `/v1/inspectors/`: receivers inside Parley, to see what hooks and webhook blocks send. */
export function serveInspectors(ports: ResourcePorts): void {
  const { inspectors } = ports.hooks;
  serveRoute(ports.routes, {
    ...{ method: "GET", path: listPath, scope: "hooks:read" },
    ...{ operationId: "listInspectors", tag, summary: "List inspectors" },
    query: PageQuery,
    answers: { 200: InspectorPage },
    handle: async ({ identity, query: { offset, limit } }) => {
      const all = await inspectors.list(identity.workspaceId);
      const page = all.slice(offset, offset + limit).map((it) => shown(ports, it));
      return { status: 200, body: { success: true, total: all.length, inspectors: page } };
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "POST", path: listPath, scope: "hooks:write" },
    ...{ operationId: "createInspector", tag, summary: "Create an inspector" },
    description:
      "Its `url` takes any request, also from hooks and webhook blocks of this installation, and keeps the newest 100 until the server ends. Whoever knows the address can send to it; only tokens see what came. At most 20.",
    body: NewInspector,
    answers: { 201: InspectorAnswer },
    handle: async ({ identity, body, keep }) => {
      const present = (it: Inspector) => inspectorAnswer(ports, 201, it);
      const { name, status, delay_ms: delayMs } = body;
      const seal = keep && ((it: Inspector) => keep(present(it)));
      return present(
        await inspectors.create(identity.workspaceId, { name, status, delayMs }, seal),
      );
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "GET", path, scope: "hooks:read" },
    ...{ operationId: "getInspector", tag, summary: "Read an inspector" },
    params: InspectorParams,
    answers: { 200: InspectorAnswer },
    handle: async ({ identity, params }) =>
      inspectorAnswer(ports, 200, await findInspector(ports, identity, params.id)),
  });
  serveChange(ports);
  serveRequests(ports);
}

function serveChange(ports: ResourcePorts): void {
  const { inspectors, inspections } = ports.hooks;
  serveRoute(ports.routes, {
    ...{ method: "PATCH", path, scope: "hooks:write" },
    ...{ operationId: "changeInspector", tag, summary: "Change what an inspector answers" },
    description: "To see what happens when a receiver fails, or is slow. Effective at once.",
    params: InspectorParams,
    body: InspectorChange,
    answers: { 200: InspectorAnswer },
    handle: async ({ identity, params, body, keep }) => {
      const present = (it: Inspector) => inspectorAnswer(ports, 200, it);
      const inspector = await findInspector(ports, identity, params.id);
      const { name, status, delay_ms: delayMs } = body;
      const seal = keep && ((it: Inspector) => keep(present(it)));
      const changed = await inspectors.change(inspector, { name, status, delayMs }, seal);
      if (!changed) throw noInspector(params.id);
      return present(changed);
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "DELETE", path, scope: "hooks:write" },
    ...{ operationId: "deleteInspector", tag, summary: "Delete an inspector" },
    description: "With all that it was sent; its address answers 404 from now on.",
    params: InspectorParams,
    answers: { 204: z.null() },
    handle: async ({ identity, params, keep }) => {
      const inspector = await findInspector(ports, identity, params.id);
      const isDeleted = await inspectors.delete(inspector, keep && (() => keep(gone)));
      if (!isDeleted) throw noInspector(params.id);
      inspections.clear(inspectorKey(inspector));
      return gone;
    },
  });
}

function serveRequests(ports: ResourcePorts): void {
  const { inspections } = ports.hooks;
  serveRoute(ports.routes, {
    ...{ method: "GET", path: `${path}requests/`, scope: "hooks:read" },
    ...{ operationId: "listInspectedRequests", tag, summary: "List what an inspector was sent" },
    params: InspectorParams,
    query: PageQuery,
    answers: { 200: InspectedRequestPage },
    handle: async ({ identity, params, query: { offset, limit } }) => {
      const all = inspections.list(inspectorKey(await findInspector(ports, identity, params.id)));
      const page = all.slice(offset, offset + limit);
      const requests = page.map((it) => presentInspected(it, mayReadTokens(identity)));
      return { status: 200, body: { success: true, total: all.length, requests } };
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "DELETE", path: `${path}requests/`, scope: "hooks:write" },
    ...{ operationId: "clearInspectedRequests", tag, summary: "Forget what an inspector was sent" },
    params: InspectorParams,
    answers: { 204: z.null() },
    handle: async ({ identity, params }) => {
      inspections.clear(inspectorKey(await findInspector(ports, identity, params.id)));
      return gone;
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "GET", path: `${path}live/`, scope: "hooks:read" },
    ...{ operationId: "watchInspector", tag, summary: "Watch what an inspector is sent" },
    params: InspectorParams,
    answers: {},
    streams: { "text/event-stream": "`request` with each request, as the list shows it." },
    handle: async ({ identity, params }) => {
      const key = inspectorKey(await findInspector(ports, identity, params.id));
      return eventStreamOf(ports, { identity, key: `inspector.${key}` }, (stream) =>
        inspections.follow(key, (it) =>
          stream.send("request", presentInspected(it, mayReadTokens(identity))),
        ),
      );
    },
  });
}

const mayReadTokens = ({ scopes }: Identity): boolean => scopes.has("hooks:write");

const noInspector = (id: number) => noSuch("inspector", id, listPath);

async function findInspector(
  { hooks: { inspectors } }: ResourcePorts,
  { workspaceId }: Identity,
  id: number,
): Promise<Inspector> {
  const inspector = await inspectors.find(workspaceId, id);
  if (!inspector) throw noInspector(id);
  return inspector;
}

const shown = ({ hooks: { inspectors }, publicUrl }: ResourcePorts, inspector: Inspector) =>
  presentInspector(inspector, `${publicUrl()}${inspectorPath}${inspectors.nameOf(inspector)}/`);

const inspectorAnswer = (ports: ResourcePorts, status: number, inspector: Inspector): Answer => ({
  status,
  body: { success: true, inspector: shown(ports, inspector) },
});
