import type { FastifyInstance } from "fastify";
import { serveInspectorAddress } from "../inspector-address.ts";
import { serveOpenApi } from "../openapi/serve-openapi.ts";
import { refuseOtherMethods } from "../other-methods.ts";
import type { ServedRoute } from "../route-spec.ts";
import { serveAgents } from "./agents.ts";
import { serveAudit } from "./audit.ts";
import { serveBotComments } from "./bot-comments.ts";
import { serveBotTraffic } from "./bot-traffic.ts";
import { serveBots } from "./bots.ts";
import { serveChannels } from "./channels.ts";
import { serveCustomers } from "./customers.ts";
import { serveDrafts } from "./drafts.ts";
import { serveExports } from "./exports.ts";
import { serveFields } from "./fields.ts";
import { serveFlowTests } from "./flow-tests.ts";
import { serveGo } from "./go.ts";
import { serveHookDeliveries } from "./hook-deliveries.ts";
import { serveHookSchemas } from "./hook-schemas.ts";
import { serveHooks } from "./hooks.ts";
import { serveInsights } from "./insights.ts";
import { serveInspectors } from "./inspectors.ts";
import { serveListen } from "./listen.ts";
import { serveMessages } from "./messages.ts";
import type { PlatformPorts, ResourcePorts } from "./platform-ports.ts";
import { serveResume } from "./resume.ts";
import { serveChannelSend } from "./send-apichat.ts";
import { serveStates } from "./states.ts";
import { serveTemplates } from "./templates.ts";
import { serveHookTest } from "./test-hook.ts";
import { serveTestRequest } from "./test-request.ts";
import { serveTokens } from "./tokens.ts";
import { serveVersions } from "./versions.ts";
import { serveWebhookLog } from "./webhook-log.ts";
import { serveWorkspace } from "./workspace.ts";

/** Serves the platform API and its documentation; gives the list of everything that it serves. */
export async function servePlatform(
  app: FastifyInstance,
  ports: PlatformPorts,
): Promise<readonly ServedRoute[]> {
  const served: ServedRoute[] = [];
  await app.register(async (scope) => {
    await serveOpenApi(scope, served);
    const { clock, idempotency, buckets, publicUrl } = ports;
    const { tokens, accounts } = ports.features;
    const callers = { clock, tokens, accounts, publicUrl, idempotency, buckets };
    const resource = { ...ports, routes: { app: scope, ...callers, served } };
    for (const serve of resources) serve(resource);
    refuseOtherMethods(scope, served);
  });
  await app.register(async (scope) => serveInspectorAddress(scope, ports.hooks, ports.clock));
  return served;
}

/** In the order of the documentation. */
const resources: readonly ((ports: ResourcePorts) => void)[] = [
  serveCustomers,
  serveStates,
  serveMessages,
  serveExports,
  serveFields,
  serveGo,
  serveResume,
  serveChannelSend,
  serveChannels,
  serveTemplates,
  serveHooks,
  serveHookTest,
  serveHookDeliveries,
  serveHookSchemas,
  serveListen,
  serveInspectors,
  serveBots,
  serveDrafts,
  serveVersions,
  serveBotComments,
  serveFlowTests,
  serveWebhookLog,
  serveBotTraffic,
  serveInsights,
  serveTestRequest,
  serveAgents,
  serveTokens,
  serveAudit,
  serveWorkspace,
];
