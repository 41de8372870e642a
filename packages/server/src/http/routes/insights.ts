import { Readable } from "node:stream";
import { InsightsAnswer, InsightsQuery } from "@parley/contract";
import type { z } from "zod";
import { type BlockNames, blocksCsv, seriesCsv } from "../../channels/platform/insights-csv.ts";
import { presentInsights } from "../../channels/platform/present-insights.ts";
import { insightsRange } from "../../features/analytics/insights-range.ts";
import { deed } from "../../features/audit/deed.ts";
import { tellDeed } from "../../features/audit/tell-deed.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Insights";
const path = "/v1/bots/:id/insights/";
const shared = { method: "GET", scope: "bots:read", tag } as const;
const input = { params: BotParams, query: InsightsQuery };

const tables = { series: seriesCsv, blocks: blocksCsv };

/** `/v1/bots/{id}/insights/`: what a bot's conversations did, in numbers. */
export function serveInsights(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ ...shared, ...input, path, operationId: "getInsights" },
    summary: "Read what a bot's conversations did",
    description:
      "Ranges are widened to whole hours, those of more than three days to whole days (UTC), and are at most 366 days long. The guide on insights says what each number means.",
    answers: { 200: InsightsAnswer },
    handle: async (call) => {
      const { answer } = await insightsFor(ports, await botOf(ports, call), call);
      return { status: 200, body: answer };
    },
  });
  for (const table of ["series", "blocks"] as const) {
    serveRoute(ports.routes, {
      ...{ ...shared, ...input, path: `${path}${table}.csv` },
      operationId: table === "series" ? "exportInsightsSeries" : "exportInsightsBlocks",
      summary: `Export the ${table} of a bot's insights`,
      description:
        "The same numbers as a table; blocks with their names, outputs with the words of their options. Words that a spreadsheet would take for a formula have an apostrophe before them.",
      answers: {},
      streams: { "text/csv": "A header line, then a row a line (RFC 4180)." },
      handle: async (call) => {
        const bot = await botOf(ports, call);
        const { answer, names } = await insightsFor(ports, bot, call);
        const rows = tables[table](answer, names);
        const told = deed(bot.workspaceId, `bot ${bot.id}`, bot.name);
        const line = told("insights.exported", { table });
        await tellDeed(ports, ports.features.accounts.acting.present(), line);
        return csvAnswer(table, rows);
      },
    });
  }
}

type InsightsCall = Call<z.output<typeof BotParams>, z.output<typeof InsightsQuery>, unknown>;

const botOf = ({ features }: ResourcePorts, { identity, params }: InsightsCall) =>
  findBot(features.bots, identity, params.id);

async function insightsFor(
  { features, store, clock }: ResourcePorts,
  bot: Awaited<ReturnType<typeof botOf>>,
  { identity, query }: InsightsCall,
): Promise<{ readonly answer: InsightsAnswer; readonly names: BlockNames }> {
  const { since, until, version } = query;
  const range = insightsRange(clock.nowMs(), milliseconds(since), milliseconds(until));
  const insights = await features.insights.of(bot, { ...range, version });
  const agents = await store.agents(bot.workspaceId);
  const mayReadWords = identity.scopes.has("customers:read");
  const answer = presentInsights(insights, { range, agents, mayReadWords });
  return { answer, names: insights.blocks };
}

const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1000;

function csvAnswer(name: string, table: string): Answer {
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  };
  return { status: 200, body: Readable.from([table]), headers };
}
