import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemoryHub } from "../../hubs/memory/create-memory-hub.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { type HeardStream, readEvents } from "../testing/read-events.ts";
import { arrive, type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let base: string;

beforeEach(async () => {
  server = await openTestServer({
    openStore: openMemoryStore,
    openHub: (report) => createMemoryHub(report),
  });
  payment = await seedPayment(server);
  base = await server.app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => server.close());

const listen = (channelId = payment.channelId) =>
  readEvents(`${base}/v1/channels/${channelId}/message_hooks/listen/`, server.token);

interface Body {
  readonly messages: readonly [
    {
      readonly type: string;
      readonly seq: number;
      readonly data: { readonly body?: string; readonly action?: string };
      readonly sender: { readonly type: string };
      readonly customer: { readonly id: number; readonly agent_id: number | null };
      readonly _raw: { readonly author_uuid: string | null };
    },
  ];
}

async function nextMessage(stream: HeardStream) {
  const { name, data } = await stream.next();
  expect(name).toBe("message");
  return (data as Body).messages[0];
}

test("whoever listens hears each message and event of the channel in order, as a hook gets it", async () => {
  const stream = await listen();
  const { customerId } = payment;
  const put = (what: string) =>
    server.ask({ method: "PUT", url: `/v1/customers/${customerId}/${what}/` });
  await put("assign");
  const assigned = await nextMessage(stream);
  expect(assigned).toMatchObject({
    ...{ type: "event", data: { action: "assign", agent_id: server.admin.id } },
    customer: { id: customerId, agent_id: server.admin.id },
  });
  await server.ask({
    method: "POST",
    url: `/v1/customers/${customerId}/send_text/`,
    payload: { message: "Hello" },
  });
  const said = await nextMessage(stream);
  expect(said).toMatchObject({
    ...{ type: "text", seq: assigned.seq + 1, data: { body: "Hello" } },
    ...{ sender: { type: "agent" }, customer: { agent_id: server.admin.id } },
    _raw: { author_uuid: server.admin.uuid },
  });
  await put("unassign");
  expect(await nextMessage(stream)).toMatchObject({
    ...{ data: { action: "unassign" }, customer: { agent_id: null } },
  });
  await stream.close();
});

test("it is the same as what a hook is owed", async () => {
  const { workspace, store, hooks } = server;
  const about = { workspaceId: workspace.id, channelId: payment.channelId };
  const { hook } = await hooks.manage.create({ ...about, url: "https://example.org/hook" });
  const stream = await listen();
  await arrive(server, payment.channelId, "visitor-2").then((it) => it.say("Eva"));
  const owed = await store.deliveries({ hookId: hook.id, offset: 0, limit: 100 });
  expect(owed.total).toBeGreaterThan(2);
  for (const { conversationId, seq, variant } of owed.rows.toReversed()) {
    const rendering = await store.rendering(conversationId, seq, variant);
    const { data } = await stream.next();
    expect((data as Body).messages[0].seq).toBe(seq);
    expect(data).toEqual(JSON.parse(rendering?.body ?? ""));
  }
  await stream.close();
});

test("other channels are silent here", async () => {
  const { workspace, features } = server;
  const other = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Shop", type: "landbot", botId: payment.botId },
  });
  const stream = await listen();
  await arrive(server, other.channel.id, "somebody").then((it) => it.say("there"));
  await payment.visitor.say("here");
  expect((await nextMessage(stream)).data.body).toBe("here");
  await stream.close();
});

const watcher = () =>
  server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "watcher" },
    scopes: ["hooks:read"],
  });
const listenAs = (secret: string) =>
  readEvents(`${base}/v1/channels/${payment.channelId}/message_hooks/listen/`, secret);

test("whose token is revoked hears nothing from that moment, and who listens beside them goes on", async () => {
  const { secret, record } = await watcher();
  const [revoked, other] = [await listenAs(secret), await listen()];
  const url = `/v1/tokens/${record.id}/`;
  expect((await server.ask({ method: "DELETE", url })).statusCode).toBe(204);
  await payment.visitor.say("after");
  await revoked.ended();
  expect((await nextMessage(other)).data.body).toBe("after");
  await other.close();
});

test.each([
  ["at once when it is told of a foreign write", () => server.features.tokens.forget()],
  ["after five seconds when nobody tells", () => server.clock.advance(5_000)],
])("whose token is revoked elsewhere is sent away %s", async (_when, pass) => {
  const { secret, record } = await watcher();
  const stream = await listenAs(secret);
  // Remembered, as by any request, until long after the next check.
  server.clock.advance(4_000);
  await server.features.tokens.verify(secret);
  const revoked = { ...record, revokedMs: 1 };
  await server.store.commit({ records: [{ kind: "put-token", token: revoked }] });
  pass();
  await stream.ended();
});

test("the end of the server sends its listeners away", async () => {
  const stream = await listen();
  server.hooks.streams.closeAll();
  expect(await stream.next()).toEqual({ name: "reconnect", data: { after_ms: 1_000 } });
  await stream.ended();
});
