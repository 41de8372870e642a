import { BotTraffic, TrafficQuery } from "@parley/contract";
import { hourMs } from "../../features/analytics/insights-range.ts";
import { serveRoute } from "../route.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `GET /v1/bots/traffic/`: how busy each bot is. */
export function serveBotTraffic({ routes, features, clock }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/traffic/", scope: "bots:read", tag: "Insights" },
    ...{ operationId: "getBotTraffic", summary: "Read how many conversations began with each bot" },
    query: TrafficQuery,
    answers: { 200: BotTraffic },
    handle: async ({ identity: { workspaceId }, query: { hours } }) => {
      const bots = await features.bots.list(workspaceId);
      const firstHour = Math.floor(clock.nowMs() / hourMs) + 1 - hours;
      const traffic = bots.map(async ({ id }) => ({
        id,
        begun: [...(await features.insights.begunHourly(id, hours))],
      }));
      const since = (firstHour * hourMs) / 1000;
      return { status: 200, body: { success: true, since, bots: await Promise.all(traffic) } };
    },
  });
}
