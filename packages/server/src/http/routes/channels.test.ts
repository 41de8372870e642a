import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

interface Made {
  readonly channel: { readonly id: number; readonly token: string };
  readonly channel_token?: string;
}

async function make(name: string, type = "landbot"): Promise<Made> {
  const { status, body } = await askJson(server, "POST", "/v1/channels/", { name, type });
  expect(status).toBe(201);
  return body as Made;
}

async function list(query = "") {
  const { body } = await askJson(server, "GET", `/v1/channels/${query}`);
  return body as { total: number; channels: { id: number; name: string }[] };
}

test("a channel is shown with everything that readers look for, from its number to its config address", async () => {
  const { channel } = await make("Site");
  const { status, body } = await askJson(server, "GET", `/v1/channels/${channel.id}/`);
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    channel: {
      id: 2_000_001,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Site",
      type: "landbot",
      active: true,
      created_at: 1_795_262_400.000_001,
      token: expect.stringMatching(/^H-2000001-[A-Z0-9]{16}$/),
      chats: 0,
      hooks: [],
      hsm: 0,
      version: "3.1.0",
      landbot: { version: "3.1.0" },
      bots: [],
      style: "",
      foot: "",
      design: {},
      text: {},
      brand_name: "",
      tagline: "",
      typing_options: {},
      agent_idle_minutes: 5,
      accent: "",
      avatar_url: "",
      font_size: 15,
      dark: false,
      light: false,
      branding: true,
      allowed_sites: null,
      config_url: `https://chat.example.org/v3/${channel.token}/index.json`,
    },
  });
});

test("a web channel's look is kept as it is set, and its settings beside it", async () => {
  const { channel } = await make("Site");
  const path = `/v1/channels/${channel.id}/`;
  const look = {
    ...{ accent: "#7c3aed", avatar_url: "https://example.org/a.png", font_size: 17 },
    ...{ dark: true, branding: false, allowed_sites: ["https://www.example.org"] },
  };
  await askJson(server, "PATCH", path, { design: { radius: 4, mine: 1 }, tagline: "Hello" });
  const { status, body } = await askJson(server, "PATCH", path, look);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    channel: { ...look, light: false, design: { radius: 4, mine: 1 }, tagline: "Hello" },
  });
});

test("refuses a look that could not be drawn, and a site that is no origin", async () => {
  const { channel } = await make("Site");
  const wrong = {
    ...{ accent: "red; } body {", avatar_url: "javascript:alert(1)", font_size: 400 },
    allowed_sites: ["https://www.example.org/path"],
  };
  const path = `/v1/channels/${channel.id}/`;
  const { status, body } = await askJson(server, "PATCH", path, wrong);
  expect(status).toBe(422);
  const { errors } = body as { errors: Record<string, unknown> };
  expect(
    Object.keys(errors)
      .map((name) => name.split(".")[0])
      .sort(),
  ).toEqual(Object.keys(wrong).sort());
});

test("an API channel's key is shown once: when it is made", async () => {
  const made = await make("App", "apichat");
  expect(made.channel_token).toMatch(/^parley_ch_[\w-]{43}$/);
  const again = await server.ask({ url: `/v1/channels/${made.channel.id}/` });
  expect(again.body).not.toContain(made.channel_token);
  expect("channel_token" in (await make("Site"))).toBe(false);
});

test("lists in the order of numbers, by type under each of its names, and by whether it is on", async () => {
  const site = await make("Site", "web");
  await make("App", "apichat");
  const shop = await make("Shop", "webchat");
  await askJson(server, "PATCH", `/v1/channels/${shop.channel.id}/`, { active: false });
  const names = async (query: string) => (await list(query)).channels.map(({ name }) => name);
  expect(await names("")).toEqual(["Site", "App", "Shop"]);
  for (const type of ["landbot", "web", "webchat"])
    expect(await names(`?type=${type}`)).toEqual(["Site", "Shop"]);
  expect(await names("?type=apichat")).toEqual(["App"]);
  for (const type of ["whatsapi", "whatsapp", "facebook", "nope"])
    expect(await list(`?type=${type}`)).toMatchObject({ total: 0, channels: [] });
  expect(await names("?active=true")).toEqual(["Site", "App"]);
  expect(await names("?active=0")).toEqual(["Shop"]);
  expect(await names("?bot=7&type=")).toEqual(["Site", "App", "Shop"]);
  expect(await list("?offset=1&limit=1")).toMatchObject({ total: 3, channels: [{ name: "App" }] });
  expect(site.channel.id).toBe(2_000_001);
});

test("a change of the look is live at once, and leaves out white space at the end of CSS and scripts", async () => {
  const { channel } = await make("Site");
  const url = `/v1/channels/${channel.id}/`;
  const change = {
    ...{ version: "3.0.0", style: ".a { color: red }\n\n", foot: "<script>a()</script> \n" },
    ...{ design: { colors: { primary: "#123" } }, text: { send: "Go" }, brand_name: "Acme" },
    ...{ tagline: "Hi", typing_options: { state: false } },
  };
  const shown = {
    ...change,
    ...{ style: ".a { color: red }", foot: "<script>a()</script>", landbot: { version: "3.0.0" } },
  };
  expect(await askJson(server, "PATCH", url, change)).toMatchObject({
    status: 200,
    body: { channel: shown },
  });
  expect(await askJson(server, "PATCH", url, { tagline: "Hello" })).toMatchObject({
    body: { channel: { ...shown, tagline: "Hello" } },
  });
  const byToken = await server.features.channels.byToken(channel.token);
  expect(byToken?.settings.tagline).toBe("Hello");
});

test("changes that come at once are all kept, however slow the store is", async () => {
  await server.close();
  server = await openTestServer({
    openStore: (ports) => {
      const store = openMemoryStore(ports);
      const slowly = () => new Promise((resolve) => setImmediate(resolve));
      return { ...store, commit: (commit) => slowly().then(() => store.commit(commit)) };
    },
  });
  const { channel } = await make("Site");
  const url = `/v1/channels/${channel.id}/`;
  await Promise.all([
    askJson(server, "PATCH", url, { tagline: "Hello" }),
    askJson(server, "PATCH", url, { brand_name: "Acme" }),
    askJson(server, "PATCH", url, { name: "Shop" }),
  ]);
  expect((await askJson(server, "GET", url)).body).toMatchObject({
    channel: { tagline: "Hello", brand_name: "Acme", name: "Shop" },
  });
});

test("no change reaches a column that is not its own", async () => {
  const { channel } = await make("Site");
  const before = await server.store.channel(channel.id);
  const columns = Object.keys(before ?? {}).flatMap((name) => [
    name,
    name.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`),
  ]);
  const own = new Set(["name", "bot_id"]);
  const body = Object.fromEntries(
    [...columns, "brand_id", "account_id"]
      .filter((name) => !own.has(name))
      .map((name) => [name, 99]),
  );
  expect((await askJson(server, "PATCH", `/v1/channels/${channel.id}/`, body)).status).toBe(200);
  expect(await server.store.channel(channel.id)).toEqual({
    ...before,
    updatedMs: expect.any(Number),
  });
});

test("says what is wrong with a channel, and binds none to a bot that is not there", async () => {
  const { channel } = await make("Site");
  expect(await askJson(server, "POST", "/v1/channels/", { type: "fax" })).toMatchObject({
    status: 422,
    body: { errors: { name: ["This field is required."], type: [expect.any(String)] } },
  });
  const refused = { status: 422, body: { errors: { bot_id: ["There is no bot 7."] } } };
  expect(
    await askJson(server, "POST", "/v1/channels/", { name: "a", type: "web", bot_id: 7 }),
  ).toEqual(refused);
  expect(await askJson(server, "PATCH", `/v1/channels/${channel.id}/`, { bot_id: 7 })).toEqual(
    refused,
  );
  expect(
    await askJson(server, "PATCH", `/v1/channels/${channel.id}/`, { design: "red" }),
  ).toMatchObject({
    status: 422,
    body: { errors: { design: [expect.any(String)] } },
  });
  for (const id of ["7", "0", "abc", "null"])
    expect(await askJson(server, "GET", `/v1/channels/${id}/`)).toEqual(notFound);
});

test("a channel has no hooks yet, and there are no templates", async () => {
  const { channel } = await make("Site");
  const hooks = await askJson(server, "GET", `/v1/channels/${channel.id}/message_hooks/`);
  expect(hooks).toEqual({ status: 200, body: { success: true, total: 0, hooks: [] } });
  for (const path of ["", "multi/"])
    expect(
      await askJson(server, "GET", `/v1/channels/whatsapp/templates/${path}?channel_id=5`),
    ).toEqual({
      status: 200,
      body: { success: true, templates: [] },
    });
});

test("the minutes after which a silent agent lets go are the channel's: a whole number, 0 for never", async () => {
  const { channel } = await make("Site");
  const change = (minutes: unknown) =>
    askJson(server, "PATCH", `/v1/channels/${channel.id}/`, { agent_idle_minutes: minutes });
  for (const [given, kept] of [
    [30, 30],
    ["45", 45],
    [0, 0],
  ])
    expect(await change(given)).toMatchObject({
      status: 200,
      body: { channel: { agent_idle_minutes: kept } },
    });
  for (const wrong of [-1, 1.5, "soon", 43_201, null])
    expect((await change(wrong)).status, String(wrong)).toBe(422);
});
