import { afterEach, expect, test } from "vitest";
import { flowFile, openTestProduct, publicUrl, type TestProduct } from "../../open-test-product.ts";
import { notFound } from "../testing/ask-json.ts";

let product: TestProduct;
afterEach(() => product.close());

const get = (path: string, accept = "text/html,application/xhtml+xml") =>
  product.app.inject({ url: path, headers: { accept } });

test("serves the share page as a page, and as its configuration to who asks for data", async () => {
  product = await openTestProduct();
  const { token } = product.channel;
  for (const root of ["/v3", "/u"]) {
    const page = await get(`${root}/${token}/index.html`);
    expect([page.statusCode, page.headers["content-type"]]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(page.headers["cache-control"]).toBe("no-store");
    const config = (await get(`${root}/${token}/index.json`)).json();
    expect((await get(`${root}/${token}/index.html`, "*/*")).json()).toEqual(config);
    expect(config).toMatchObject({
      ...{ channelToken: token, serverUrl: `${publicUrl}/`, welcome: [{ message: "Your name?" }] },
      parley: { static_greeting: true },
    });
    const inPage = /id="parley-config">([^<]*)</.exec(page.body)?.[1] ?? "";
    expect(JSON.parse(inPage)).toEqual(config);
  }
});

test("tells people in a sentence that a link leads to no chat, and programs as data", async () => {
  product = await openTestProduct();
  const { token } = product.channel;
  const wrong = "/v3/H-1-AAAAAAAAAAAAAAAA/index.html";
  const page = await get(wrong);
  expect([page.statusCode, page.headers["content-type"]]).toEqual([
    404,
    "text/html; charset=utf-8",
  ]);
  expect(page.body).toContain("<h1>There is no chat here</h1>");
  const sheet = /rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? "";
  expect((await get(sheet)).headers["content-type"]).toBe("text/css; charset=utf-8");
  expect((await get(wrong, "*/*")).json()).toEqual(notFound.body);
  await product.features.channels.update(product.channel, { isActive: false });
  expect((await get(`/v3/${token}/index.html`)).statusCode).toBe(404);
});

test("answers whoever watches a chat with HEAD as it would with GET; a stream is not begun by that", async () => {
  product = await openTestProduct();
  const { token } = product.channel;
  const head = async (url: string) =>
    (await product.app.inject({ method: "HEAD", url })).statusCode;
  for (const url of ["/", `/v3/${token}/index.html`, `/v3/${token}/index.json`])
    expect([url, await head(url)]).toEqual([url, 200]);
  expect(await head("/v3/H-1-AAAAAAAAAAAAAAAA/index.html")).toBe(404);
  expect(await head(`/webchat/api/stream/?channel_token=${token}`)).toBe(404);
});

test("paints what will be recorded, also after the next version", async () => {
  product = await openTestProduct();
  const { features, bot, channel } = product;
  const painted = async () =>
    (await get(`/v3/${channel.token}/index.json`))
      .json()
      .welcome.map((it: { message: string }) => it.message);
  const recorded = async (key: string) =>
    (await product.transcript(await product.say(key, "Ann")))[0];
  expect(`bot: ${(await painted())[0]}`).toBe(await recorded("ann"));
  const ask = { kind: "ask_text", params: { text: "Who are you?", field: "name" } };
  const draft = await features.bots.saveDraft(bot, flowFile({ a: ask }), bot.revision);
  await features.bots.publish(draft, "");
  expect(await painted()).toEqual(["Who are you?"]);
  expect(await recorded("bob")).toBe("bot: Who are you?");
});

test("says what to do where the scripts have not been built", async () => {
  product = await openTestProduct();
  const answer = await get("/webchat/assets/chat.js");
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    { detail: "Build the chat first: npm run build." },
  ]);
});
