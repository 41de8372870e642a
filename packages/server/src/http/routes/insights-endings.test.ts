import type { InsightsAnswer } from "@parley/contract";
import { FlowDocument } from "@parley/flow";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTurns } from "../../features/analytics/insights-reader.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { arrive } from "../testing/seed-payment.ts";

/** Asks, says thanks, and leads nowhere; Go may send it on to the payment. */
const leadFlow = FlowDocument.parse({
  ...{ format: 1, name: "Lead", start: "city" },
  blocks: {
    city: {
      kind: "ask_text",
      params: { text: "City?", field: "city" },
      next: { success: "thanks" },
    },
    thanks: { kind: "send_text", params: { text: "Thanks" }, next: {} },
    paid: { kind: "send_text", params: { text: "Paid" }, next: {} },
  },
});

let server: TestServer;
let botId: number;
let channelId: number;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const { features, workspace } = server;
  const bot = await features.bots.publish(await features.bots.create(workspace.id, leadFlow), "");
  botId = bot.id;
  const of = { workspaceId: workspace.id, name: "Site", type: "landbot", botId } as const;
  channelId = (await features.channels.create(of)).channel.id;
});
afterEach(() => server.close());

async function insightsNow(): Promise<InsightsAnswer> {
  while ((await readTurns(server.store)) > 0);
  const told = await askJson(server, "GET", `/v1/bots/${botId}/insights/`);
  expect(told.status).toBe(200);
  return told.body as InsightsAnswer;
}

test("a flow that ends in a message completes, once also where Go sends it on, and nobody waits there", async () => {
  await arrive(server, channelId, "other");
  const visitor = await arrive(server, channelId, "lead");
  server.clock.advance(60_000);
  await visitor.say("Oslo");
  const reached = { begun: 2, completed: 1, waiting: 1, ended: 1 };
  const first = await insightsNow();
  expect(first.totals).toMatchObject(reached);
  expect(first.time_to_complete).toEqual({ count: 1, median_seconds: expect.closeTo(60, -1) });
  expect(first.blocks.find(({ block }) => block === "thanks")).toMatchObject({ ended: 1 });
  const go = `/v1/customers/${await visitor.customerId()}/assign_bot/${botId}/`;
  expect((await askJson(server, "PUT", go, { launch: true, node: "paid" })).status).toBe(200);
  const then = await insightsNow();
  expect(then.totals).toMatchObject(reached);
  expect(then.blocks.find(({ block }) => block === "paid")).toMatchObject({ entered: 1, ended: 1 });
});
