import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../features/accounts/scopes.ts";
import type { CommitResult } from "../../ports/store.ts";
import { StoreBusy } from "../../ports/store-failure.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { paymentFlow } from "../testing/payment-flow.ts";

let server: TestServer;
/** Stands before each commit of a test that sets it. */
let disturb: (commit: () => Promise<CommitResult>) => Promise<CommitResult>;

beforeEach(async () => {
  disturb = (commit) => commit();
  server = await openTestServer({
    openStore: (ports) => {
      const store = openMemoryStore(ports);
      return { ...store, commit: (what) => disturb(() => store.commit(what)) };
    },
  });
});
afterEach(() => server.close());

async function make(body: object = { name: "Payment", flow: paymentFlow }): Promise<number> {
  const made = await askJson(server, "POST", "/v1/bots/", body);
  expect(made.status).toBe(201);
  return (made.body as { bot: { id: number } }).bot.id;
}

const shown = {
  id: 1_000_001,
  uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
  name: "Payment",
  channel_ids: [],
  published: false,
  version: 0,
  draft_changed: true,
  created_at: 1_795_262_400.000_001,
  updated_at: 1_795_262_400.000_001,
};

const save = (id: number, flow: unknown, ifMatch?: string) =>
  askJson(
    server,
    "PUT",
    `/v1/bots/${id}/draft/`,
    { flow },
    ifMatch === undefined ? {} : { "if-match": ifMatch },
  );

test("a draft names who saved it as it is, and when: also what an old version was made into", async () => {
  const id = await make();
  const path = `/v1/bots/${id}/draft/`;
  const saverOf = async () => Object((await askJson(server, "GET", path)).body).saved_by;
  const admin = { id: server.admin.id, name: server.admin.name };
  expect(await saverOf()).toEqual(admin);
  await askJson(server, "POST", `/v1/bots/${id}/publish/`, {});
  const workspaceId = server.workspace.id;
  const bea = await server.features.agents.create({
    ...{ workspaceId, name: "Bea", email: "bea@example.org", role: "manager" },
  });
  const token = { workspaceId, agentId: bea.id, name: "Bea", scopes };
  const { secret } = await server.features.tokens.create(token);
  const headers = { authorization: `Token ${secret}`, "if-match": '"2"' };
  const flow = { ...paymentFlow, name: "Bea's" };
  const saved = await askJson(server, "PUT", path, { flow }, headers);
  const by = { saved_by: { id: bea.id, name: "Bea" }, saved_at: expect.any(Number) };
  expect(saved.body).toMatchObject(by);
  expect((await askJson(server, "GET", path)).body).toMatchObject(by);
  // What is published is the draft as Bea saved it; an older flow in its place is the publisher's doing.
  await askJson(server, "POST", `/v1/bots/${id}/publish/`, {});
  expect(await saverOf()).toMatchObject({ name: "Bea" });
  await askJson(server, "POST", `/v1/bots/${id}/publish/`, { from_version: 1 });
  expect(await saverOf()).toEqual(admin);
  expect((await server.store.bot(id))?.savedMs).toBe(server.clock.nowMs());
});

test("a bot is made, listed, and read by number or uuid", async () => {
  const id = await make();
  const second = await make({ name: "Second" });
  const one = { status: 200, body: { success: true, bot: shown } };
  expect(await askJson(server, "GET", `/v1/bots/${id}/`)).toEqual(one);
  const { uuid } = (await server.store.bot(id)) ?? {};
  expect(await askJson(server, "GET", `/v1/bots/${uuid}/`)).toEqual(one);
  expect(await askJson(server, "GET", `/v1/bots/${uuid?.toUpperCase()}/`)).toEqual(one);
  expect(await askJson(server, "GET", "/v1/bots/?limit=1")).toEqual({
    status: 200,
    body: { success: true, total: 2, bots: [shown] },
  });
  expect(second).toBe(id + 1);
  for (const ref of ["7", "0", "nope", "00000000-0000-4000-8000-00000000ffff"])
    expect(await askJson(server, "GET", `/v1/bots/${ref}/`)).toEqual(notFound);
});

test("a bot without a flow begins with one greeting, which can be published as it is", async () => {
  const id = await make({ name: "Fresh" });
  const draft = await askJson(server, "GET", `/v1/bots/${id}/draft/`);
  expect(draft.body).toMatchObject({
    flow: { name: "Fresh", start: "welcome" },
    revision: 1,
    saved_at: 1_795_262_400.000_001,
    saved_by: { id: server.admin.id, name: server.admin.name },
    problems: [],
  });
  expect(await askJson(server, "POST", `/v1/bots/${id}/publish/`)).toMatchObject({
    status: 200,
    body: { success: true, bot: { published: true, version: 1 } },
  });
});

test("a bot can be made for a channel, and answers there", async () => {
  const channel = await askJson(server, "POST", "/v1/channels/", { name: "Site", type: "web" });
  const { id } = (channel.body as { channel: { id: number } }).channel;
  const bot = await make({ name: "Payment", channel_id: id });
  expect((await askJson(server, "GET", `/v1/bots/${bot}/`)).body).toMatchObject({
    bot: { channel_ids: [id] },
  });
  expect((await askJson(server, "GET", `/v1/channels/${id}/`)).body).toMatchObject({
    channel: { bots: [{ id: bot }] },
  });
  expect(await askJson(server, "POST", "/v1/bots/", { name: "x", channel_id: 7 })).toEqual({
    status: 422,
    body: { errors: { channel_id: ["There is no channel 7."] } },
  });
  expect((await server.store.bots(server.workspace.id)).length).toBe(1);
});

test("bot, channel and stored answer are one commit: a repeat after a fault makes no second bot", async () => {
  const channel = await askJson(server, "POST", "/v1/channels/", { name: "Site", type: "web" });
  const { id } = (channel.body as { channel: { id: number } }).channel;
  let allowed = 0;
  disturb = (commit) => {
    allowed -= 1;
    return allowed < 0 ? Promise.reject(new StoreBusy("disturbed")) : commit();
  };
  const ask = () => {
    const body = { name: "Payment", flow: paymentFlow, channel_id: id };
    return askJson(server, "POST", "/v1/bots/", body, { "idempotency-key": "once" });
  };
  expect((await ask()).status).toBe(503);
  expect(await server.store.bots(server.workspace.id)).toEqual([]);
  allowed = 1;
  const made = await ask();
  expect(made).toMatchObject({ status: 201, body: { bot: { channel_ids: [id] } } });
  expect(await ask()).toEqual(made);
  const [bot, ...others] = await server.store.bots(server.workspace.id);
  expect(others).toEqual([]);
  expect((await server.store.channel(id))?.botId).toBe(bot?.id);
});

test("a draft is replaced only by who has read it as it is now", async () => {
  const id = await make();
  const read = await server.ask({ url: `/v1/bots/${id}/draft/` });
  expect(read.headers.etag).toBe('"1"');
  const flow = { ...paymentFlow, name: "Renamed" };
  expect(await save(id, flow)).toEqual({
    status: 422,
    body: { errors: { "If-Match": ["This header is required."] } },
  });
  expect(await save(id, flow, '"1"')).toMatchObject({
    status: 200,
    body: { revision: 2, flow: { name: "Renamed" } },
  });
  const stale = {
    status: 409,
    body: { errors: { "If-Match": ["The draft has changed since you read it"] } },
  };
  for (const tag of ['"1"', '"3"', "*", '"x"', "2"])
    expect(await save(id, paymentFlow, tag)).toEqual(stale);
  expect(await save(id, paymentFlow, 'W/"2"')).toMatchObject({
    status: 200,
    body: { revision: 3 },
  });
});

test("a draft that is read already is not told again", async () => {
  const id = await make();
  const read = async (known: string) => {
    const answer = await server.ask({
      url: `/v1/bots/${id}/draft/`,
      headers: { "if-none-match": known },
    });
    return [answer.statusCode, answer.headers.etag, answer.body.length > 0];
  };
  for (const known of ['"1"', 'W/"1"', '"0", "1"'])
    expect(await read(known)).toEqual([304, '"1"', false]);
  for (const known of ['"2"', "1", ""]) expect(await read(known)).toEqual([200, '"1"', true]);
  await save(id, { ...paymentFlow, name: "Renamed" }, '"1"');
  expect(await read('"1"')).toEqual([200, '"2"', true]);
});

test("of two who read the same draft, one saves and the other is told", async () => {
  const id = await make();
  const both = await Promise.all([save(id, paymentFlow, '"1"'), save(id, paymentFlow, '"1"')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("a draft with faults in its blocks is kept with its problems; publishing it is refused with the same", async () => {
  const id = await make();
  const flow = {
    ...paymentFlow,
    blocks: {
      ...paymentFlow.blocks,
      saystatus: { kind: "send_text", params: {}, next: { success: "Nope" } },
    },
  };
  const saved = await save(id, flow, '"1"');
  expect(saved.status).toBe(200);
  const problems = (saved.body as { problems: { path: string; isWarning: boolean }[] }).problems;
  const paths = problems.filter(({ isWarning }) => !isWarning).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  const refused = await askJson(server, "POST", `/v1/bots/${id}/publish/`, { note: "?" });
  expect(refused.status).toBe(422);
  const { flow: lines } = (refused.body as { errors: { flow: string[] } }).errors;
  expect(lines.map((line) => line.split(":")[0])).toEqual(paths);
  expect((await askJson(server, "GET", `/v1/bots/${id}/versions/`)).body).toMatchObject({
    total: 0,
  });
});

test("something that is no flow file is refused, each fault with its place", async () => {
  const id = await make();
  expect(await save(id, { ...paymentFlow, start: 5, colour: "red" }, '"1"')).toEqual({
    status: 422,
    body: { errors: { flow: expect.arrayContaining([expect.stringMatching(/^start: /)]) } },
  });
  expect(await save(id, "a flow", '"1"')).toMatchObject({ status: 422 });
  expect(await askJson(server, "PUT", `/v1/bots/${id}/draft/`, {}, { "if-match": '"1"' })).toEqual({
    status: 422,
    body: { errors: { flow: ["This field is required."] } },
  });
});

test("versions are numbered, listed, never change, and what is published runs", async () => {
  const id = await make();
  await askJson(server, "POST", `/v1/bots/${id}/publish/`, { note: "first" });
  const { revision } = (await server.store.bot(id)) ?? { revision: 0 };
  await save(id, { ...paymentFlow, name: "Renamed" }, `"${revision}"`);
  expect(await askJson(server, "POST", `/v1/bots/${id}/publish/`)).toMatchObject({
    body: { bot: { version: 2, name: "Renamed" } },
  });
  const versions = await askJson(server, "GET", `/v1/bots/${id}/versions/`);
  const about = { hash: expect.any(String), created_at: expect.any(Number) };
  const around = { ...about, author: "Admin", conversations: 0 };
  expect(versions.body).toEqual({
    success: true,
    total: 2,
    versions: [
      { version: 1, note: "first", ...around },
      { version: 2, note: "", ...around },
    ],
  });
  const first = await askJson(server, "GET", `/v1/bots/${id}/versions/1/`);
  expect(first.body).toMatchObject({
    version: { version: 1, note: "first" },
    flow: { name: "Payment" },
  });
  for (const version of ["3", "0", "x"])
    expect(await askJson(server, "GET", `/v1/bots/${id}/versions/${version}/`)).toEqual(notFound);
});

test("a flow of 2,000 blocks is taken, which has more keys than another body may have", async () => {
  const blocks = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, at) => [
      `b${at}`,
      {
        kind: "send_text",
        params: { text: "x" },
        next: at < 1_999 ? { success: `b${at + 1}` } : {},
      },
    ]),
  );
  const id = await make({ name: "Long", flow: { format: 1, name: "Long", start: "b0", blocks } });
  expect((await server.store.bot(id))?.draft.blocks.b1999).toEqual(blocks.b1999);
});

test("a bot is put on a channel only by whoever may change channels", async () => {
  const { features, workspace, admin } = server;
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: null },
  });
  const { secret } = await features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Builder", scopes: ["bots:write"] },
  });
  const headers = { authorization: `Token ${secret}` };
  const body = { name: "Payment", channel_id: channel.id };
  expect(await askJson(server, "POST", "/v1/bots/", body, headers)).toMatchObject({ status: 403 });
  expect((await features.channels.find(workspace.id, channel.id))?.botId).toBe(null);
  const alone = { name: "Payment" };
  expect(await askJson(server, "POST", "/v1/bots/", alone, headers)).toMatchObject({ status: 201 });
});
