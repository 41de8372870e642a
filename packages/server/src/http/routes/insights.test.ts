import { FlowDocument } from "@parley/flow";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../features/accounts/scopes.ts";
import { readTurns } from "../../features/analytics/insights-reader.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { arrive } from "../testing/seed-payment.ts";

const hourMs = 3_600_000;
const hour = Date.UTC(2026, 10, 21, 12) / 1000;

/** Asks what, how many and for a city; reaches a goal and says goodbye. */
const flow = FlowDocument.parse({
  ...{ format: 1, name: "Shop", start: "hello" },
  blocks: {
    hello: { kind: "send_text", params: { text: "Hi" }, next: { success: "what" } },
    what: {
      kind: "buttons",
      params: {
        text: "What?",
        options: [
          { id: "tea", label: "Tea" },
          { id: "milk", label: "Milk" },
        ],
      },
      next: { tea: "many", milk: "many" },
    },
    many: {
      kind: "ask_number",
      params: { text: "How many?", field: "many" },
      next: { success: "city" },
    },
    city: { kind: "ask_text", params: { text: "City?", field: "city" }, next: { success: "sold" } },
    sold: { kind: "goal", params: { name: "Sold" }, next: { success: "bye" } },
    bye: { kind: "goodbye", params: { text: "Bye" }, next: {} },
  },
});

let server: TestServer;
let botId: number;
let channelId: number;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const { features, workspace } = server;
  const bot = await features.bots.publish(await features.bots.create(workspace.id, flow), "");
  botId = bot.id;
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId },
  });
  channelId = channel.id;
});
afterEach(() => server.close());

let visitors = 0;

/** Lets a visitor come and say this. */
async function visit(...words: readonly string[]): Promise<number> {
  visitors += 1;
  const visitor = await arrive(server, channelId, `visitor ${visitors}`);
  for (const text of words) await visitor.say(text);
  return visitor.customerId();
}

interface Insights {
  readonly totals: Record<string, number | null>;
  readonly series: readonly Record<string, number>[];
  readonly blocks: readonly { readonly block: string; readonly left: Record<string, number> }[];
  readonly answers: readonly { readonly block: string }[];
  readonly [key: string]: unknown;
}

async function insightsOf(query = "", headers: Record<string, string> = {}): Promise<Insights> {
  while ((await readTurns(server.store)) > 0);
  const url = `/v1/bots/${botId}/insights/${query}`;
  const told = await askJson(server, "GET", url, undefined, headers);
  expect(told.status).toBe(200);
  return told.body as Insights;
}

const today = `?since=${hour}`;

test("tells nothing of a bot that nobody has talked to, block by block", async () => {
  const insights = await insightsOf(today);
  expect(insights.totals).toEqual({
    ...{ begun: 0, completed: 0, completion: null, goals: 0, messages_in: 0, messages_out: 0 },
    ...{ waiting: 0, dropped: 0, ended: 0 },
  });
  const nothing = { entered: 0, left: {}, waiting: 0, dropped: 0, ended: 0 };
  expect(insights.blocks).toContainEqual({ block: "hello", kind: "send_text", ...nothing });
  expect(insights.blocks.map(({ block }) => block)).toEqual(Object.keys(flow.blocks));
  expect(insights.response_times).toMatchObject({ count: 0, mean_seconds: null, agents: [] });
});

test("tells how far conversations came, and what was said and reached", async () => {
  await visit("Tea", "2", "Oslo");
  await visit("Milk");
  await visit();
  const insights = await insightsOf(today);
  expect(insights).toMatchObject({ since: hour, until: hour + 3600, bucket: "hour" });
  expect(insights.totals).toEqual({
    ...{ begun: 3, completed: 1, completion: 1 / 3, goals: 1, messages_in: 4, messages_out: 10 },
    ...{ waiting: 2, dropped: 0, ended: 0 },
  });
  expect(insights.series).toEqual([
    { at: hour, begun: 3, completed: 1, messages_in: 4, messages_out: 10 },
  ]);
  expect(insights.blocks.slice(0, 3)).toEqual([
    ...[
      {
        block: "hello",
        kind: "send_text",
        entered: 3,
        left: { success: 3 },
        waiting: 0,
        dropped: 0,
        ended: 0,
      },
    ],
    ...[
      {
        block: "what",
        kind: "buttons",
        entered: 3,
        left: { tea: 1, milk: 1 },
        waiting: 1,
        dropped: 0,
        ended: 0,
      },
    ],
    ...[
      {
        block: "many",
        kind: "ask_number",
        entered: 2,
        left: { success: 1 },
        waiting: 1,
        dropped: 0,
        ended: 0,
      },
    ],
  ]);
  expect(insights.goals).toEqual([{ goal: "Sold", blocks: ["sold"], reached: 1 }]);
});

test("tells the answers of each question, and of numbers how they lie", async () => {
  await visit("Tea", "2", "Oslo");
  await visit("Tea", "4", "oh, well, ".repeat(20));
  await visit("Milk", "22", "Oslo");
  await visit("Milk", "nothing");
  const { answers } = await insightsOf(today);
  expect(answers).toEqual([
    {
      ...{ block: "what", kind: "buttons", answered: 4, other: 0, number: null },
      values: [
        { value: "Milk", count: 2 },
        { value: "Tea", count: 2 },
      ],
    },
    {
      ...{ block: "many", kind: "ask_number", answered: 3, other: 0 },
      values: expect.arrayContaining([{ value: "22", count: 1 }]),
      number: {
        ...{ count: 3, mean: 28 / 3, least: 2, most: 22 },
        histogram: expect.arrayContaining([
          { from: 2, to: 4, count: 1 },
          { from: 4, to: 6, count: 1 },
          { from: 20, to: 22, count: 1 },
        ]),
      },
    },
    {
      ...{ block: "city", kind: "ask_text", answered: 3, other: 1, number: null },
      values: [{ value: "Oslo", count: 2 }],
    },
  ]);
});

test("what people wrote freely is for those only who may read customers", async () => {
  await visit("Tea", "2", "Oslo");
  const made = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "Counts" },
    scopes: scopes.filter((scope) => scope !== "customers:read"),
  });
  const insights = await insightsOf(today, { authorization: `Token ${made.secret}` });
  expect(JSON.stringify(insights)).not.toContain("Oslo");
  expect(insights.answers.find(({ block }) => block === "city")).toMatchObject({
    ...{ answered: 1, other: 1, values: [] },
  });
});

test("who has been silent for a day counts as dropped, until something happens", async () => {
  await visit("Tea");
  server.clock.advance(23 * hourMs);
  await visit();
  expect((await insightsOf()).totals).toMatchObject({ waiting: 2, dropped: 0, ended: 0 });
  server.clock.advance(2 * hourMs);
  const { blocks, totals } = await insightsOf();
  expect(totals).toMatchObject({ waiting: 2, dropped: 1 });
  expect(blocks.find(({ block }) => block === "many")).toMatchObject({ waiting: 1, dropped: 1 });
});

test("each point of a series is an hour, of a long range a day, without gaps", async () => {
  await visit();
  server.clock.advance(2 * hourMs);
  await visit("Tea", "2", "Oslo");
  const hours = await insightsOf(`?since=${hour}&until=${hour + 4 * 3600}`);
  expect(hours.series.map(({ at, begun }) => [at, begun])).toEqual([
    ...[
      [hour, 1],
      [hour + 3600, 0],
      [hour + 7200, 1],
      [hour + 10_800, 0],
    ],
  ]);
  server.clock.advance(24 * hourMs);
  await visit();
  const days = await insightsOf();
  expect(days).toMatchObject({ bucket: "day", series: expect.any(Array) });
  expect(days.series.map(({ begun }) => begun)).toEqual([0, 0, 0, 0, 0, 0, 2, 1]);
});

test("tells of one version alone, or of all", async () => {
  await visit("Tea");
  const bot = await server.features.bots.find(server.workspace.id, botId);
  if (!bot) throw new Error("The bot is gone.");
  await server.features.bots.publish(bot, "again");
  await visit();
  expect((await insightsOf(today)).totals).toMatchObject({ begun: 2, waiting: 2 });
  expect((await insightsOf(`${today}&version=1`)).totals).toMatchObject({
    begun: 1,
    messages_in: 1,
  });
  expect((await insightsOf(`${today}&version=2`)).totals).toMatchObject({
    begun: 1,
    messages_in: 0,
  });
});

test("measures how long customers wait for an agent", async () => {
  const id = await visit("Tea");
  await askJson(server, "PUT", `/v1/customers/${id}/assign/${server.admin.id}/`);
  server.clock.advance(90_000);
  for (const message of ["Hello", "How can I help?"])
    await askJson(server, "POST", `/v1/customers/${id}/send_text/`, { message });
  const { response_times } = await insightsOf(today);
  expect(response_times).toMatchObject({
    count: 1,
    mean_seconds: expect.closeTo(90, 1),
    agents: [{ id: server.admin.id, name: "Admin", count: 1 }],
  });
  const { histogram } = response_times as { histogram: { up_to_seconds: number; count: number }[] };
  expect(histogram.filter(({ count }) => count > 0)).toEqual([{ up_to_seconds: 120, count: 1 }]);
});

test("an erased customer's words are in no answer any more", async () => {
  const id = await visit("Tea", "2", "ann@example.org");
  await insightsOf(today);
  await server.ask({ method: "DELETE", url: `/v1/customers/${id}/` });
  const insights = await insightsOf(today);
  expect(JSON.stringify(insights)).not.toContain("ann@example.org");
  expect(insights.totals).toMatchObject({ begun: 1, completed: 1, waiting: 0 });
});

test("numbers that are late say so", async () => {
  await visit();
  server.clock.advance(60_000);
  await visit();
  const url = `/v1/bots/${botId}/insights/`;
  const before = await askJson(server, "GET", url);
  expect(before.body).toMatchObject({
    totals: { begun: 0 },
    counted_until: expect.closeTo(hour, 1),
  });
  expect(await insightsOf()).toMatchObject({ counted_until: hour + 60 });
});

test("all numbers can be made again from the log", async () => {
  await visit("Tea", "2", "Oslo");
  await visit("Milk");
  const before = await insightsOf(today);
  await server.store.resetInsights(0);
  expect(await insightsOf(today)).toEqual(before);
});

test("series and blocks are exported as CSV files", async () => {
  await visit("Tea");
  await insightsOf();
  for (const [table, row] of Object.entries({
    series: '"2026-11-21T12:00:00.000Z",1,0,1,3',
    blocks: '"what","Buttons","buttons",1,0,0,0,"tea","Tea",1',
  })) {
    const url = `/v1/bots/${botId}/insights/${table}.csv${today}`;
    const { headers, body } = await server.ask({ url });
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(headers["content-disposition"]).toBe(`attachment; filename="${table}.csv"`);
    expect(body.split("\r\n")).toContain(row);
  }
});
