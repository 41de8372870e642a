import { afterEach, beforeEach, expect, test } from "vitest";
import { createEgress } from "../../egress/create-egress.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let channelId: number;
let refreshed: number[];

const url = "https://example.org/hook";

beforeEach(async () => {
  refreshed = [];
  server = await openTestServer({
    openStore: openMemoryStore,
    egress: createEgress({ allow: [], own: [{ host: "chat.example.org", port: 443 }] }),
    dispatch: {
      refresh: (hookId) => void refreshed.push(hookId),
      skip: () => Promise.reject(new Error("Nobody skips here.")),
      tryOnce: () => Promise.reject(new Error("Nobody tries here.")),
    },
  });
  channelId = await makeChannel("Site");
});
afterEach(() => server.close());

async function makeChannel(name: string, type = "landbot"): Promise<number> {
  const { body } = await askJson(server, "POST", "/v1/channels/", { name, type });
  return (body as { channel: { id: number } }).channel.id;
}

const path = (hook: number | "" = "", channel = channelId) =>
  `/v1/channels/${channel}/message_hooks/${hook === "" ? "" : `${hook}/`}`;

interface Shown {
  readonly id: number;
  readonly url: string;
  readonly token: string | null;
  readonly status: string;
}

async function make(body: object = { url }): Promise<{ hook: Shown; secret: string }> {
  const made = await askJson(server, "POST", path(), body);
  expect(made).toMatchObject({ status: 201 });
  return made.body as { hook: Shown; secret: string };
}

const read = async (id: number) => (await askJson(server, "GET", path(id))).body as { hook: Shown };

test("a hook is made with nothing but its address, and shows its secret once", async () => {
  const { hook, secret } = await make();
  expect(hook).toEqual({
    ...{ id: 1, uuid: expect.any(String), kind: "message", name: "example.org", url },
    ...{ channel_id: channelId, token: null, enabled: true, status: "active", notice: null },
    ...{ failing_since: null, ordering: "auto", legacy_strings: false },
    ...{ types: [], senders: [], extra_events: [] },
    ...{ created_at: 1_795_262_400.000_001, updated_at: 1_795_262_400.000_001 },
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  for (const asked of [path(), path(1)]) {
    const { body } = await server.ask({ url: asked });
    expect(body).toContain(url);
    expect(body).not.toContain("whsec_");
  }
  expect(JSON.stringify(await server.store.hook(1))).not.toContain(secret.slice(6, 20));
});

test("forms make hooks as clients of the original do, with and without the slash", async () => {
  const made = await server.ask({
    method: "POST",
    url: path().replace(/\/$/, ""),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: `name=Help+desk&url=${encodeURIComponent(url)}&token=s3cret&types=text,button&enabled=false`,
  });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({
    success: true,
    hook: {
      ...{ id: 1, name: "Help desk", url, token: "s3cret", types: ["text", "button"] },
      ...{ enabled: false, status: "paused" },
    },
  });
});

test("a name that is null or empty is none, as typed clients send it", async () => {
  for (const name of [null, ""])
    expect(await askJson(server, "POST", path(), { url, name, token: name })).toMatchObject({
      status: 201,
      body: { hook: { name: new URL(url).host, token: null } },
    });
});

test("addresses and choices are refused with what speaks against them, when they are given and when they change", async () => {
  const { hook } = await make();
  const refusals: [string, RegExp][] = [
    ["", /http or https/],
    ["ftp://example.org/", /http or https/],
    ["http://127.0.0.1:9000/hook", /PARLEY_EGRESS_ALLOW/],
    ["http://169.254.169.254/latest", /PARLEY_EGRESS_ALLOW/],
    ["http://localhost:9000/hook", /Names of private networks/],
    ["https://chat.example.org/v1/customers/", /make an inspector/],
    ["https://user:word@example.org/", /header/],
    ["https://example.org:25/", /port/],
  ];
  for (const [given, words] of refusals)
    for (const [method, at] of [
      ["POST", path()],
      ["PATCH", path(hook.id)],
    ] as const)
      expect(await askJson(server, method, at, { url: given }), `${method} ${given}`).toEqual({
        status: 422,
        body: { errors: { url: [expect.stringMatching(words)] } },
      });
  expect(await askJson(server, "POST", path(), { name: "x" })).toEqual({
    status: 422,
    body: { errors: { url: ["This field is required."] } },
  });
  expect(await askJson(server, "PATCH", path(hook.id), { ordering: "sometimes" })).toEqual({
    status: 422,
    body: { errors: { ordering: ["Give one of auto, strict, none."] } },
  });
  expect(await server.store.hooks(channelId)).toHaveLength(1);
  expect((await read(hook.id)).hook.url).toBe(url);
});

test("name, address, token and channel can be changed later, and everything else", async () => {
  const { hook } = await make({ url, token: "first", name: "First" });
  const change = {
    ...{ url: "http://example.net:8080/in", token: "second!", name: "Second", enabled: "false" },
    ...{ ordering: "strict", legacy_strings: true, extra_events: ["block"], senders: "bot,agent" },
    types: ["text"],
  };
  const shown = { ...change, enabled: false, status: "paused", senders: ["bot", "agent"] };
  expect(await askJson(server, "PATCH", path(hook.id), change)).toMatchObject({
    status: 200,
    body: { success: true, hook: shown },
  });
  expect((await read(hook.id)).hook).toMatchObject(shown);
  await askJson(server, "PATCH", path(hook.id), { types: [], senders: null, token: "" });
  expect((await read(hook.id)).hook).toMatchObject({
    ...{ types: [], senders: ["bot", "agent"], token: null },
  });
  const other = await makeChannel("Shop");
  const moved = await askJson(server, "PATCH", path(hook.id), { channel_id: other });
  expect(moved.body).toMatchObject({ hook: { channel_id: other, name: "Second" } });
  expect(await askJson(server, "GET", path(hook.id))).toEqual(notFound);
  expect(await askJson(server, "GET", path(hook.id, other))).toMatchObject({ status: 200 });
  expect(await askJson(server, "PATCH", path(hook.id, other), { channel_id: 77 })).toEqual({
    status: 422,
    body: { errors: { channel_id: ["There is no channel 77."] } },
  });
});

test("lists in the order of numbers, an API channel's own hook only when all are asked for", async () => {
  const app = await makeChannel("App", "apichat");
  const about = { workspaceId: server.workspace.id, channelId: app, url };
  const { hook: own } = await server.hooks.manage.create({ ...about, form: "apichat" });
  const { hook } = await server.hooks.manage.create(about);
  const list = async (query: string) =>
    (await askJson(server, "GET", `${path("", app)}${query}`)).body;
  expect(await list("")).toMatchObject({ total: 1, hooks: [{ id: hook.id, kind: "message" }] });
  expect(await list("?kind=all")).toMatchObject({
    total: 2,
    hooks: [{ id: own.id, kind: "apichat" }, { id: hook.id }],
  });
  expect(await list("?kind=all&offset=1&limit=5")).toMatchObject({ total: 2, hooks: [{ id: 2 }] });
  expect(await askJson(server, "GET", path(own.id, app))).toMatchObject({ status: 200 });
  expect(
    await askJson(server, "PATCH", path(own.id, app), { channel_id: channelId }),
  ).toMatchObject({
    status: 422,
    body: { errors: { channel_id: ["An API channel's own hook stays with it."] } },
  });
  const { body } = await askJson(server, "GET", "/v1/channels/");
  expect(body).toMatchObject({ channels: [{ id: channelId, hooks: [] }, { hooks: [{ id: 2 }] }] });
});

test("a deleted hook is gone, and the second deletion finds nothing", async () => {
  const { hook } = await make();
  expect(await askJson(server, "DELETE", path(hook.id))).toEqual(gone);
  expect(await askJson(server, "DELETE", path(hook.id))).toEqual(notFound);
  expect(await askJson(server, "GET", path(hook.id))).toEqual(notFound);
  expect((await make()).hook.id).toBe(2);
});

test("a channel has twenty hooks and no more, however many are asked for at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 23 }, () => askJson(server, "POST", path(), { url })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(answers.find(({ status }) => status !== 201)).toEqual({
    status: 422,
    body: { errors: { channel_id: ["A channel has at most 20 hooks."] } },
  });
  expect(await server.store.hooks(channelId)).toHaveLength(20);
});

test("what was noticed about a hook is shown, and forgotten when its owner begins anew", async () => {
  const { hook } = await make();
  const atMs = server.clock.nowMs();
  const notice = { code: "gone", message: "It answered 410.", atMs } as const;
  const note = () =>
    server.store.commit({
      records: [
        { kind: "put-hook-health", health: { hookId: hook.id, failingSinceMs: atMs, notice } },
      ],
    });
  await note();
  expect((await read(hook.id)).hook).toMatchObject({
    ...{ status: "gone", enabled: true, notice: { code: "gone", message: "It answered 410." } },
    failing_since: 1_795_262_400.000_001,
  });
  expect(await askJson(server, "PATCH", path(hook.id), { name: "x" })).toMatchObject({
    body: { hook: { status: "gone" } },
  });
  for (const change of [{ enabled: true }, { url: "https://example.org/other" }]) {
    await note();
    expect(await askJson(server, "PATCH", path(hook.id), change)).toMatchObject({
      body: { hook: { status: "active", notice: null, failing_since: null } },
    });
    expect((await read(hook.id)).hook).toMatchObject({ status: "active", notice: null });
  }
});

test("whoever delivers hears of every change, once it is written", async () => {
  const { hook } = await make();
  await askJson(server, "PATCH", path(hook.id), { enabled: false });
  await askJson(server, "POST", `${path(hook.id)}rotate_secret/`);
  await askJson(server, "DELETE", path(hook.id));
  expect(refreshed).toEqual([1, 1, 1, 1]);
});

test("changes that come at once are all kept", async () => {
  const { hook } = await make();
  await Promise.all([
    askJson(server, "PATCH", path(hook.id), { name: "Both" }),
    askJson(server, "PATCH", path(hook.id), { token: "both" }),
    askJson(server, "PATCH", path(hook.id), { ordering: "none" }),
    askJson(server, "POST", `${path(hook.id)}rotate_secret/`),
  ]);
  expect((await read(hook.id)).hook).toMatchObject({
    name: "Both",
    token: "both",
    ordering: "none",
  });
});

test("no change reaches a column that is not its own", async () => {
  const { hook } = await make();
  const before = await server.store.hook(hook.id);
  const columns = {
    id: 9,
    uuid: "x",
    workspaceId: 9,
    workspace_id: 9,
    form: "apichat",
    kind: "apichat",
  };
  const more = {
    sealed: "x",
    createdMs: 1,
    created_at: 1,
    status: "gone",
    notice: {},
    channelId: 9,
  };
  await askJson(server, "PATCH", path(hook.id), { ...columns, ...more, name: "x" });
  expect(await server.store.hook(hook.id)).toEqual({ ...before, name: "x" });
});
