import { apichatHookJsonSchema, messageHookJsonSchema } from "@parley/contract";
import { z } from "zod";
import { servePublicRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `/v1/message-hook.schema.json` and `/v1/apichat-hook.schema.json`: what hooks send, for whoever checks or generates. */
export function serveHookSchemas({ routes }: ResourcePorts): void {
  serveSchema(routes, "message-hook", "MessageHooks send", messageHookJsonSchema());
  serveSchema(routes, "apichat-hook", "API channels' own hooks send", apichatHookJsonSchema());
}

function serveSchema(
  routes: ResourcePorts["routes"],
  name: "message-hook" | "apichat-hook",
  what: string,
  schema: object,
): void {
  servePublicRoute(routes, {
    ...{ method: "GET", path: `/v1/${name}.schema.json`, scope: null, tag: "MessageHooks" },
    operationId: name === "message-hook" ? "getMessageHookSchema" : "getApichatHookSchema",
    summary: `Read the JSON Schema of what ${what}`,
    answers: { 200: z.record(z.string(), z.unknown()) },
    handle: async () => ({ status: 200, body: schema }),
  });
}
