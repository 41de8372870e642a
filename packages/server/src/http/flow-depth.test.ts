import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAllowList } from "../egress/allow-list.ts";
import { createEgress } from "../egress/create-egress.ts";
import { flowFile, openTestProduct } from "../open-test-product.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { createPerformers } from "../workers/effects/performers.ts";
import { startTaskLoop } from "../workers/task-loop.ts";
import { flowDepthOf } from "./flow-depth.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { arrive, seedPayment, transcriptOf } from "./testing/seed-payment.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

test.each([
  [undefined, 0],
  ["0", 0],
  ["3", 3],
  ["", 0],
  ["-1", 0],
  ["1.5", 0],
  ["2, 2", 0],
  ["two", 0],
])("reads how deep flows have called each other: %j", (given, depth) => {
  expect(flowDepthOf({ headers: { ...(given !== undefined && { "x-flow-depth": given }) } })).toBe(
    depth,
  );
});

test("refuses what flows have called more than three deep, and moves nothing", async () => {
  const { customerId, botId } = await seedPayment(server);
  const before = await server.store.conversation(customerId);
  for (const [method, url] of [
    ["PUT", `/v1/customers/${customerId}/assign_bot/${botId}/`],
    ["POST", `/v1/customers/${customerId}/resume/`],
  ] as const) {
    const answer = await server.ask({
      ...{ method, url, headers: { "x-flow-depth": "4" } },
      payload: { bot_id: botId, launch: true },
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      { errors: { "X-Flow-Depth": ["Flows have called each other more than 3 times in a row"] } },
    ]);
  }
  expect(await server.store.conversation(customerId)).toEqual(before);
});

test("a flow that sends itself on through the public API stops after three calls", async () => {
  const depths: (string | undefined)[] = [];
  server.app.addHook("onRequest", async ({ headers }) => {
    depths.push(headers["x-flow-depth"]?.toString());
  });
  const url = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { features, store, clock, workspace, token } = server;
  const callItself = (botId: number) => ({
    ask: { kind: "ask_text", params: { text: "Go?", field: "go" }, next: { success: "pause" } },
    // A timer between question and call: the count must come through it, too.
    pause: { kind: "delay", params: { seconds: 1 }, next: { success: "call" } },
    call: {
      kind: "webhook",
      params: {
        url: `${url}/v1/customers/@id/assign_bot/${botId}/`,
        method: "PUT",
        headers: [{ name: "Authorization", value: `Token ${token}` }],
        body: { kind: "json", template: '{"launch": true, "node": "pause"}' },
      },
      next: { success: "on", failure: "stop" },
    },
    on: { kind: "send_text", params: { text: "On" } },
    stop: { kind: "send_text", params: { text: "Stopped" } },
  });
  const draft = await features.bots.create(workspace.id, flowFile(callItself(0)));
  const mended = await features.bots.saveDraft(
    draft,
    flowFile(callItself(draft.id)),
    draft.revision,
  );
  const bot = await features.bots.publish(mended, "first");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  const visitor = await arrive(server, channel.id, "ann");
  await visitor.say("yes");
  const id = await visitor.customerId();
  const egress = createEgress({ allow: parseAllowList(new URL(url).host).rules });
  const performers = createPerformers({ ...features, clock, egress });
  const report = (error: unknown) => void server.reports.push(error);
  const loop = startTaskLoop({ store, clock, performers, report });
  await expect
    .poll(
      async () => {
        clock.advance(250);
        await sleep(5);
        return (await transcriptOf(server, id)).at(-1);
      },
      { timeout: 10_000, interval: 5 },
    )
    .toBe("bot: Stopped");
  expect(depths).toEqual(["1", "2", "3"]);
  await loop.stop(0);
  await egress.close();
});

test("a chat's message that comes from a flow hands its depth on, and is refused beyond three", async () => {
  const sent: (number | undefined)[] = [];
  const product = await openTestProduct({
    blocks: {
      ask: { kind: "ask_text", params: { text: "Go?", field: "go" }, next: { success: "call" } },
      call: { kind: "webhook", params: { url: "https://x.example.org/" } },
    },
    egress: {
      send: async ({ flowDepth }) => {
        sent.push(flowDepth);
        return {
          ...{ kind: "answered", status: 200, headers: {}, body: new Uint8Array() },
          ...{ truncated: false, durationMs: 1 },
        };
      },
      check: () => null,
      close: async () => {},
    },
  });
  product.startWorkers();
  const say = (depth: string) =>
    product.app.inject({
      ...{ method: "POST", url: "/webchat/api/send/", headers: { "x-flow-depth": depth } },
      payload: { channel_token: product.channel.token, type: "text", message: "yes" },
    });
  expect((await say("2")).statusCode).toBe(200);
  expect((await say("4")).statusCode).toBe(422);
  await expect
    .poll(() => {
      product.clock.advance(100);
      return sent;
    })
    .toEqual([3]);
  await product.close();
});
