import type { InjectOptions } from "fastify";
import { afterEach, expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";
import { notFound } from "../testing/ask-json.ts";

let product: TestProduct;
afterEach(() => product.close());

interface Sent {
  readonly success: boolean;
  readonly customer_id: number;
  readonly seq: number;
  readonly ui_key: string | null;
  readonly landbot_token: string;
  readonly customer_token: string;
}

const as = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function ask(options: InjectOptions) {
  const answer = await product.app.inject(options);
  const body = answer.body === "" ? null : answer.json();
  return { status: answer.statusCode, headers: answer.headers, body };
}

const send = (payload: object | string, headers: Record<string, string> = {}) =>
  ask({
    ...{ method: "POST", url: "/webchat/api/send/", headers },
    payload:
      typeof payload === "string" ? payload : { channel_token: product.channel.token, ...payload },
  });

const arrive = (payload: object = {}, headers: Record<string, string> = {}) =>
  ask({ method: "POST", url: `/webchat/auth/${product.channel.token}/`, headers, payload });

const history = (secret: string, query = "") =>
  ask({
    url: `/webchat/api/messages/?channel_token=${product.channel.token}${query}`,
    headers: as(secret),
  });

/** A visitor who has said their name. */
async function talked(text = "Ann"): Promise<Sent> {
  const { status, body } = await send({ message: text });
  expect(status).toBe(200);
  return body;
}

test.each(storeNames)("greets a visitor who arrives, once (%s)", async (store) => {
  product = await openTestProduct({ store });
  const first = await arrive();
  expect(first).toMatchObject({
    status: 200,
    body: { last_seq: 1, customer_id: expect.any(Number) },
  });
  expect(first.headers["cache-control"]).toBe("no-store");
  const secret: string = first.body.auth_data.landbot_token;
  const [, random = ""] = /^v[0-9a-z]{8}_([\w-]+)$/.exec(secret) ?? [];
  expect(Buffer.from(random, "base64url").length * 8).toBeGreaterThanOrEqual(192);
  for (const again of [await arrive({}, as(secret)), await arrive({ customer_token: secret })])
    expect(again.body).toMatchObject({ last_seq: 1, auth_data: { landbot_token: secret } });
  const recognised = await ask({
    url: `/webchat/auth/${product.channel.token}`,
    headers: as(secret),
  });
  expect(recognised.body).toMatchObject({ last_seq: 1, customer_id: first.body.customer_id });
  expect(await product.transcript(first.body.customer_id)).toEqual(["bot: Your name?"]);
});

test.each([
  ["JSON", "application/json", (body: object) => JSON.stringify(body)],
  ["JSON as text", "text/plain;charset=UTF-8", (body: object) => JSON.stringify(body)],
  [
    "a form",
    "application/x-www-form-urlencoded",
    (body: Record<string, string>) => String(new URLSearchParams(body)),
  ],
])("takes a message as %s", async (_, contentType, encode) => {
  product = await openTestProduct();
  const body = encode({ channel_token: product.channel.token, message: "Ann", ui_key: "k1" });
  const sent = await send(body, { "content-type": contentType });
  expect(sent).toMatchObject({ status: 200, body: { success: true, seq: 2, ui_key: "k1" } });
  expect(sent.body.customer_token).toBe(sent.body.landbot_token);
  expect(await product.transcript(sent.body.customer_id)).toEqual([
    ...["bot: Your name?", "customer: Ann", "bot: Thanks, Ann"],
  ]);
});

test.each(storeNames)(
  "gives a resend the answer of the first send, another message 422 (%s)",
  async (store) => {
    product = await openTestProduct({ store });
    const { landbot_token: secret, customer_id } = await talked();
    const message = { message: "A pizza", ui_key: "k2" };
    const first = await send(message, as(secret));
    // The page and the browser may have changed meanwhile; the words have not.
    const again = await send({ ...message, origin: "https://other.example/" }, as(secret));
    expect([again.status, again.body]).toEqual([200, first.body]);
    for (const other of [
      { message: "Two pizzas" },
      { payload: "$1" },
      { type: "location", latitude: 1, longitude: 2 },
    ]) {
      const refused = await send({ ...message, ...other }, as(secret));
      expect([refused.status, refused.body]).toEqual([
        422,
        { errors: { ui_key: ["This ui_key was used for another message"] } },
      ]);
    }
    expect((await product.transcript(customer_id)).slice(3)).toEqual(["customer: A pizza"]);
  },
);

test.each([
  ["https://shop.example/cart?x=1#y", "https://shop.example/cart?x=1#y"],
  ["http://127.0.0.1:3000/", "http://127.0.0.1:3000/"],
  ["javascript:alert(document.cookie)", undefined],
  [" JavaScript:alert(1)", undefined],
  ["data:text/html,<script>alert(1)</script>", undefined],
  ["file:///etc/passwd", undefined],
  ["HTTPS://shop.example/", "HTTPS://shop.example/"],
  ["java\nscript:https://shop.example/", undefined],
  [" https://shop.example/", undefined],
  ["ht\ntps://shop.example/", undefined],
  ["httpsx://shop.example/", undefined],
  ["https://", undefined],
  ["https:// shop .example/", undefined],
  ["just some text", undefined],
  ["", undefined],
])("keeps of the page %j only a web address", async (origin, kept) => {
  const hello = { kind: "send_text", params: { text: "You are at [@landbot_url]" } };
  product = await openTestProduct({ blocks: { hello } });
  const { body } = await arrive({ origin });
  const said = `bot: You are at [${kept ?? ""}]`;
  expect(await product.transcript(body.customer_id)).toEqual([said]);
});

test("tells apart two places that were sent under one id", async () => {
  product = await openTestProduct();
  const { landbot_token: secret } = await talked();
  const place = { type: "location", latitude: 60.1, longitude: 24.9, ui_key: "k2" };
  expect((await send(place, as(secret))).status).toBe(200);
  expect((await send(place, as(secret))).status).toBe(200);
  expect((await send({ ...place, latitude: 60.2 }, as(secret))).status).toBe(422);
});

test("answers a visitor who was shut out as ever, stores nothing and keeps no file", async () => {
  product = await openTestProduct();
  const { landbot_token: secret, customer_id } = await talked();
  await product.features.agentTurns.block(customer_id);
  const before = await product.store.conversation(customer_id);
  const sent = await send({ message: "Hello?", origin: "https://page.example/" }, as(secret));
  expect(sent).toMatchObject({ status: 200, body: { success: true, customer_id } });
  expect((await arrive({}, as(secret))).status).toBe(200);
  expect(await product.store.conversation(customer_id)).toEqual(before);
});

test("refuses a secret that nobody has, on every door, and makes nobody for it", async () => {
  product = await openTestProduct();
  const stranger = as("v_nobody-has-this-secret-1234");
  const { token, id } = product.channel;
  const doors: InjectOptions[] = [
    { method: "POST", url: "/webchat/api/send/", payload: { channel_token: token, message: "hi" } },
    { method: "POST", url: `/webchat/auth/${token}/` },
    { method: "GET", url: `/webchat/auth/${token}/` },
    { method: "GET", url: `/webchat/api/messages/?channel_token=${token}` },
    { method: "GET", url: `/webchat/api/stream/?channel_token=${token}` },
  ];
  for (const door of doors) {
    const { status, body } = await ask({ ...door, headers: stranger });
    expect([door.url, status, body]).toEqual([door.url, 401, { detail: "Invalid token." }]);
  }
  for (const given of [
    "",
    "Bearer",
    "Bearer short",
    "Basic YTpi",
    `Bearer ${"x".repeat(200)}`,
    "Bearer a b",
  ])
    expect((await history(secretHeader(given))).status).toBe(401);
  expect(await product.store.countCustomers(id)).toBe(0);
});

/** `history` writes `Bearer` before what it gets; here the header is the case itself. */
function secretHeader(given: string): string {
  return given.replace(/^Bearer ?/, "");
}

test.each([["", 0, null, [], {}, "0", "short", "v_ with spaces in it, 30 chars"]].flat())(
  "refuses %j as a secret in the body, or takes it as none",
  async (given) => {
    product = await openTestProduct();
    const { landbot_token } = await talked();
    const sent = await send({ message: "hi", customer_token: given as string });
    expect([200, 401]).toContain(sent.status);
    expect(sent.status === 200).toBe(given === null);
    expect(sent.body.landbot_token).not.toBe(landbot_token);
  },
);

test("finds a channel by the whole of its key only, and web channels only", async () => {
  product = await openTestProduct();
  const { token, id } = product.channel;
  const { features, workspace } = product;
  const { channel: api } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "API", type: "apichat", botId: null },
  });
  const wrong = [
    token.slice(0, -1),
    `${token}x`,
    token.toLowerCase(),
    `H-${id}`,
    String(id),
    "",
    "%",
    api.token,
  ];
  for (const key of [...wrong, 7, null, [token], { token }]) {
    const { status, body } = await send({ channel_token: key, message: "hi" });
    expect([key, status, body]).toEqual([key, 404, notFound.body]);
  }
  await features.channels.update(product.channel, { isActive: false });
  expect((await send({ message: "hi" })).status).toBe(412);
});

test("shows a visitor their own words only, whatever number or secret stands in the request", async () => {
  product = await openTestProduct();
  const ann = await talked("canary-of-ann");
  const bob = await talked("canary-of-bob");
  const { features, workspace, bot } = product;
  const { channel: other } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Other", type: "landbot", botId: bot.id },
  });
  const asked = [
    await history(bob.landbot_token, `&customer_id=${ann.customer_id}&id=${ann.customer_id}`),
    await history(bob.landbot_token, `&customer_token=${ann.landbot_token}&after_seq=0&limit=100`),
    await arrive(
      { customer_token: ann.landbot_token, customer_id: ann.customer_id },
      as(bob.landbot_token),
    ),
    await send(
      { message: "hi", customer_token: ann.landbot_token, id: ann.customer_id },
      as(bob.landbot_token),
    ),
    await send({ message: "hi", channel_token: other.token }, as(ann.landbot_token)),
  ];
  for (const { body } of asked) expect(JSON.stringify(body)).not.toMatch(/canary-of-ann/);
  expect(asked[0]?.body.messages).toHaveLength(3);
  expect(asked.at(-1)?.status).toBe(401);
  expect(await product.transcript(ann.customer_id)).toHaveLength(3);
});

test("gives a history in parts, ascending, with what the chat shows of the state", async () => {
  product = await openTestProduct();
  const { landbot_token: secret } = await talked();
  for (let n = 4; n <= 8; n += 1) await send({ message: `message ${n}` }, as(secret));
  const seqs = async (query: string) =>
    (await history(secret, query)).body.messages.map(({ seq }: { seq: number }) => seq);
  expect(await seqs("")).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await seqs("&after_seq=6")).toEqual([7, 8]);
  expect(await seqs("&before_seq=4&limit=2")).toEqual([2, 3]);
  expect(await seqs("&limit=0")).toEqual([1]);
  expect(await seqs("&limit=-1&after_seq=x&after_seq=7")).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect((await history(secret)).body).toMatchObject({ last_seq: 8, state: { phase: "idle" } });
});

test("says nothing of a secret in any answer to somebody else, nor in the log", async () => {
  product = await openTestProduct({ store: "sqlite" });
  const { landbot_token: secret, customer_id } = await talked();
  const stored = JSON.stringify([
    await product.store.conversation(customer_id),
    await product.store.entries({ conversationId: customer_id, limit: 100 }),
    await product.store.trace(customer_id, 100),
    (await history(secret)).body,
  ]);
  expect(stored).not.toContain(secret);
});

test("lets any page in, without cookies, and answers its preflight without a redirect", async () => {
  product = await openTestProduct();
  for (const url of ["/webchat/api/send/", `/v3/${product.channel.token}/index.json`]) {
    const preflight = await ask({
      method: "OPTIONS",
      url,
      headers: { origin: "https://shop.example" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "Authorization, Accept, Content-Type, Last-Event-ID",
    });
    expect(preflight.headers["access-control-allow-credentials"]).toBeUndefined();
  }
  const refused = await send({ message: "" });
  expect([refused.status, refused.headers["access-control-allow-origin"]]).toEqual([422, "*"]);
});
