import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Egress } from "../../ports/egress.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

/** A way out that refuses one address, as one refuses those of its own network. */
const egress: Egress = {
  send: () => Promise.reject(new Error("This test opens no way out.")),
  check: (url) =>
    url.startsWith("http://10.") ? { code: "address", message: "No.", isFinal: true } : null,
  close: () => Promise.resolve(),
} as Egress;

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore, egress });
});
afterEach(() => server.close());

const hookUrl = "https://bridge.example/hook";

interface Shown {
  readonly channel: { readonly id: number; readonly hook_id?: number; readonly hook_url?: string };
  readonly channel_token?: string;
  readonly hook_secret?: string;
}

const create = (body: object, headers: Record<string, string> = {}) =>
  askJson(server, "POST", "/v1/channels/", { name: "App", type: "apichat", ...body }, headers);
const change = (id: number, body: object, headers: Record<string, string> = {}) =>
  askJson(server, "PATCH", `/v1/channels/${id}/`, body, headers);

async function made(body: object = { hook_url: hookUrl }): Promise<Shown> {
  const answer = await create(body);
  expect(answer.status).toBe(201);
  return answer.body as Shown;
}

test("an API channel is made with its hook, whose signing secret and the channel's token are shown once", async () => {
  const { channel, channel_token, hook_secret } = await made();
  expect(channel_token).toMatch(/^parley_ch_/);
  expect(hook_secret).toMatch(/^whsec_[A-Za-z0-9+/]{32,}=*$/);
  expect(channel).toMatchObject({ hook_id: 1, hook_url: hookUrl, hooks: [] });
  const again = await server.ask({ url: `/v1/channels/${channel.id}/` });
  expect(again.json()).toMatchObject({ channel: { hook_id: 1, hook_url: hookUrl } });
  for (const secret of [channel_token, hook_secret]) expect(again.body).not.toContain(secret);
  expect(await server.store.hooks(channel.id)).toMatchObject([
    { form: "apichat", url: hookUrl, name: "App", isEnabled: true, ordering: "auto" },
  ]);
});

test("the hook is no MessageHook: it is read by its number, and listed among all", async () => {
  const { channel } = await made({ hook_url: hookUrl, hook_token: "s3cret" });
  const path = `/v1/channels/${channel.id}/message_hooks/`;
  expect((await askJson(server, "GET", path)).body).toMatchObject({ total: 0 });
  expect((await askJson(server, "GET", `${path}?kind=all`)).body).toMatchObject({
    hooks: [{ id: 1, kind: "apichat", token: "s3cret" }],
  });
});

test("a channel without a hook gets one later, with its secret, and once only", async () => {
  const { channel, hook_secret } = await made({});
  expect(hook_secret).toBeUndefined();
  expect(channel).toMatchObject({ hook_id: null, hook_url: null });
  const first = await change(channel.id, { hook_url: hookUrl, name: "Bridge" });
  expect(first.body).toMatchObject({
    channel: { name: "Bridge", hook_id: 1, hook_url: hookUrl },
    hook_secret: expect.stringMatching(/^whsec_/),
  });
  const second = await change(channel.id, { hook_url: `${hookUrl}/2` });
  expect(second.body).toMatchObject({ channel: { hook_id: 1, hook_url: `${hookUrl}/2` } });
  expect(second.body).not.toHaveProperty("hook_secret");
  expect(await server.store.hooks(channel.id)).toHaveLength(1);
});

test("other changes leave the hook as it is, and no address takes it away", async () => {
  const { channel } = await made();
  const [before] = await server.store.hooks(channel.id);
  await change(channel.id, { tagline: "Hello" });
  expect(await server.store.hooks(channel.id)).toEqual([before]);
  await change(channel.id, { hook_token: "t" });
  expect(server.hooks.manage.token((await server.store.hooks(channel.id))[0] as never)).toBe("t");
  for (const none of ["", null]) {
    const answer = await change(channel.id, { hook_url: none });
    expect(answer.body).toMatchObject({ channel: { hook_id: null, hook_url: null } });
  }
  expect(await server.store.hooks(channel.id)).toEqual([]);
});

test("a repeat with the same key gets the same secrets, and makes no second hook", async () => {
  const once = { "idempotency-key": "c-1" };
  const first = await create({ hook_url: hookUrl }, once);
  expect(await create({ hook_url: hookUrl }, once)).toEqual(first);
  const { channel } = await made({});
  const later = await change(channel.id, { hook_url: hookUrl }, once);
  expect(await change(channel.id, { hook_url: hookUrl }, once)).toEqual(later);
  expect(await server.store.allHooks()).toHaveLength(2);
});

test("an address that cannot be called makes no channel, and changes none", async () => {
  const { channel } = await made();
  for (const url of ["ftp://x.example", "not an address", "http://10.0.0.1/"]) {
    const refusal = { status: 422, body: { errors: { hook_url: [expect.any(String)] } } };
    expect(await create({ hook_url: url }), url).toEqual(refusal);
    expect(await change(channel.id, { hook_url: url, name: "X" }), url).toEqual(refusal);
  }
  const list = await askJson(server, "GET", "/v1/channels/");
  expect(list.body).toMatchObject({ total: 1, channels: [{ name: "App", hook_url: hookUrl }] });
});

test("a change that is refused changes neither channel nor hook, with a key or without", async () => {
  const { channel } = await made({ hook_url: hookUrl, hook_token: "before" });
  const present = await server.store.hooks(channel.id);
  const wrongBot = { bot_id: 99_999_999, name: "X" };
  const others = [{ hook_url: null }, { hook_url: `${hookUrl}/2` }, { hook_token: "after" }];
  for (const [at, hook] of others.entries())
    for (const headers of [undefined, { "idempotency-key": `refused-${at}` }]) {
      const refused = await change(channel.id, { ...wrongBot, ...hook }, headers);
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: { bot_id: expect.anything() } },
      });
      expect(await server.store.hooks(channel.id)).toEqual(present);
    }
  expect(await server.store.channel(channel.id)).toMatchObject({ name: "App", botId: null });
});

test("what is written of the hook is written with its channel, as one", async () => {
  const { channel } = await made();
  const commits: unknown[] = [];
  const { commit } = server.store;
  vi.spyOn(server.store, "commit").mockImplementation((it) => {
    if (it.records?.some(({ kind }) => kind === "put-channel"))
      commits.push([it.records.map(({ kind }) => kind), it.idempotency !== undefined]);
    return commit(it);
  });
  await change(channel.id, { hook_url: `${hookUrl}/2` }, { "idempotency-key": "moved" });
  await change(channel.id, { hook_url: null }, { "idempotency-key": "gone" });
  expect(commits).toEqual([
    [["put-channel", "put-hook", "put-hook-health"], true],
    [["put-channel", "delete-hook"], true],
  ]);
});

test("two who give a channel its hook at the same time make one", async () => {
  const { channel } = await made({});
  const urls = [1, 2, 3].map((at) => `${hookUrl}/${at}`);
  const answers = await Promise.all(urls.map((hook_url) => change(channel.id, { hook_url })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.filter(({ body }) => "hook_secret" in (body as object))).toHaveLength(1);
  expect(await server.store.hooks(channel.id)).toHaveLength(1);
});

test("a web channel has no hook of its own", async () => {
  const refusal = { status: 422, body: { errors: { hook_url: [expect.any(String)] } } };
  expect(await create({ type: "landbot", hook_url: hookUrl })).toEqual(refusal);
  const { channel } = await made({ type: "landbot" });
  expect(await change(channel.id, { hook_url: hookUrl })).toEqual(refusal);
  expect(channel).not.toHaveProperty("hook_url");
});

test("who delivers, and who renders, hears of the hook at once", async () => {
  const { channel, channel_token } = await made();
  const headers = { authorization: `Token ${channel_token}` };
  const body = { message: { type: "text", message: "Hi" } };
  await askJson(server, "POST", "/v1/send/ann/", body, headers);
  await askJson(server, "POST", "/v1/customers/10000001/send_text/", { message: "Hello" });
  const owed = await server.store.deliveries({ hookId: channel.hook_id ?? 0, offset: 0, limit: 9 });
  expect(owed.rows).toMatchObject([{ variant: "apichat", sender: "agent", type: "text" }]);
});
