import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser } from "./browser.ts";
import { hostPage, startForeignSite } from "./foreign-site.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, publishBot, runParley, type WebBot } from "./web-bot.ts";

let product: Product;
let bot: WebBot;
let browser: Browser;

beforeAll(async () => {
  if (hasNoBrowser) return;
  // Sites of other registered names, as browsers tell sites apart: all of them are this machine.
  const args = ["--host-resolver-rules=MAP *.example 127.0.0.1"];
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args });
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  bot = await publishBot(product, {
    name: asks("What is your name?", "name", "more"),
    more: asks("Go on, @name?", "said", "more"),
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Serves documents under a name of somebody else's; gives its address there. */
async function siteOf(name: string, documents: Readonly<Record<string, string>>): Promise<string> {
  const { url } = await startForeignSite(documents);
  return `http://${name}.example:${new URL(url).port}`;
}

async function open(url: string): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const framing = (...addresses: readonly string[]): string =>
  `<!doctype html><title>Frames</title>${addresses.map((it) => `<iframe src="${it}"></iframe>`).join("")}`;

/** Where the frames of a page have come to; a refused one comes to the browser's own page of errors. */
async function framesOf(page: Page): Promise<readonly string[]> {
  const addresses = () =>
    page
      .frames()
      .slice(1)
      .map((it) => it.url());
  const isThere = (url: string) => /^(?!about:blank)./.test(url);
  await expect.poll(() => addresses().length > 0 && addresses().every(isThere)).toBe(true);
  return addresses();
}

const chat = (page: Page) => page.frameLocator("iframe[data-lb-part=window]");
const heard = (page: Page) => page.evaluate<string[]>("heard");

async function say(page: Page, text: string): Promise<void> {
  await chat(page).locator("textarea").fill(text);
  await chat(page).locator("textarea").press("Enter");
  await chat(page).getByText(`Go on, ${text}?`).waitFor();
}

/** What a page can shout at a frame: orders in the open, and a line of its own that speaks them. */
const shout = `
  const orders = [{ kind: "say", message: "forged" }, { kind: "show", isOpen: false }, { kind: "custom-data", data: { name: "forged" } }];
  for (const order of [...orders, ...orders.map((it) => JSON.stringify(it))]) frame.postMessage(order, "*");
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => told.push(data);
  frame.postMessage("parley:connect", "*", [port2]);
  for (const order of [{ kind: "connect", placement: "page" }, ...orders]) port1.postMessage(order);`;

describe.skipIf(hasNoBrowser)("Frames among hostile pages", { timeout: 60_000 }, () => {
  test("the Studio, its API and what it tries drafts in are drawn in no page of another origin", async () => {
    const paths = ["/", "/studio/", "/studio/sign-in", "/studio/try.html", "/docs/", "/nowhere"];
    const more = [
      "/v1/openapi.json",
      "/v1/bots/",
      "/studio/api/session",
      "/webchat/assets/chat.js",
    ];
    const all = [...paths, ...more];
    const site = await siteOf("evil", { "/": framing(...all.map((it) => product.url + it)) });
    const found = await framesOf(await open(site));
    expect(found).toHaveLength(all.length);
    expect(found.filter((it) => !it.startsWith("chrome-error:"))).toEqual([]);
  });

  test("a chat whose owner names sites is drawn on those alone, by host, port and every page around it", async () => {
    const only = await publishBot(product, { only: asks("Only here?", "said") });
    const inner = framing(only.pageUrl);
    const shop = await siteOf("shop", { "/": inner, "/sandboxed": sandboxing(only.pageUrl) });
    const { port } = new URL(shop);
    const around = await siteOf("evil", { "/": framing(shop) });
    await allowSites(only, [shop]);

    const page = await open(shop);
    expect(await framesOf(page)).toEqual([only.pageUrl]);
    const evil = await siteOf("evil", { "/": inner });
    for (const other of [
      ...[evil, `http://shop.example.evil.example:${port}`, `http://evilshop.example:${port}`],
      ...[`http://sub.shop.example:${port}`, await siteOf("shop", { "/": inner })],
      ...[`${shop}/sandboxed`, around],
    ]) {
      await page.goto(other);
      const found = await framesOf(page);
      expect([other, found.filter((it) => it.startsWith(product.url))]).toEqual([other, []]);
    }
  });

  test("a page that opened the chat in a window, and is not around it, is not obeyed", async () => {
    const site = await siteOf("evil", { "/": "<!doctype html><title>Opener</title>" });
    for (const address of [bot.pageUrl, `${bot.pageUrl}#embed`]) {
      const page = await open(site);
      const popup = page.waitForEvent("popup");
      await page.evaluate(
        `window.told = []; window.frame = window.open(${JSON.stringify(address)})`,
      );
      const opened = await popup;
      await opened.waitForLoadState();
      if (address === bot.pageUrl) await opened.getByText("What is your name?").waitFor();
      await page.evaluate(`{ ${shout} }`);
      await opened.waitForTimeout(300);
      expect(await opened.locator("body").innerText()).not.toContain("forged");
      expect(await page.evaluate("told")).toEqual([]);
    }
  });

  test("a hostile page around the chat hears nothing of what its visitor said elsewhere, and no secret", async () => {
    const embed = hostPage(product.url, "Livechat", { configUrl: bot.configUrl });
    const shop = await siteOf("shop", { "/": embed });
    const page = await open(shop);
    await page.evaluate("chat.open()");
    await say(page, "Wordsoftheshop");
    const own = await page.context().newPage();
    await own.goto(bot.pageUrl);
    await own.locator("textarea").fill("Wordsofthepage");
    await own.locator("textarea").press("Enter");
    await own.getByText("Go on, Wordsofthepage?").waitFor();
    const kept = await own.evaluate<string>("JSON.stringify({ ...localStorage })");
    const [secret = "no secret kept"] = /v\w{8}_[\w-]{32}/.exec(kept) ?? [];
    expect(kept).toContain(secret);

    const evil = await siteOf("evil", { "/": framing(`${bot.pageUrl}#embed`) });
    const hostile = await page.context().newPage();
    await hostile.goto(evil);
    await hostile.evaluate(`
      window.told = []; window.frame = frames[0];
      addEventListener("message", ({ data }) => told.push(data));
      { ${shout} }`);
    const told = () => hostile.evaluate<string>("JSON.stringify(told)");
    await expect.poll(told).toContain("What is your name?");
    await hostile.waitForTimeout(300);
    expect(await told()).not.toMatch(/Wordsofthe|v\w{0,8}_[\w-]{30}/);
    expect(await told()).not.toContain(secret);
    expect(JSON.parse(await told()).map((it: { kind: string }) => it.kind)).toEqual(
      expect.arrayContaining(["ready", "message"]),
    );
    // Its orders are those that the line knows, in the name of a visitor of its own alone.
    await page.bringToFront();
    expect(await chat(page).locator("body").innerText()).not.toContain("forged");
  });

  test("what the line does not know is no order, and what it says is drawn as words", async () => {
    const evil = await siteOf("evil", { "/": framing(`${bot.pageUrl}#embed`) });
    const page = await open(evil);
    const dialogs: string[] = [];
    page.on("dialog", (it) => void it.dismiss().then(() => dialogs.push(it.message())));
    const markup = `<img src=x onerror="alert(1)">[a](javascript:alert(1))`;
    await page.evaluate(`{
      const { port1, port2 } = new MessageChannel();
      const deep = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
      frames[0].postMessage("parley:connect", "*", [port2]);
      for (const data of [{ kind: "connect", placement: "__proto__", pageUrl: "javascript:alert(1)", customData: "forged" },
        null, 1, "say", [], { kind: "__proto__" }, { kind: "constructor" }, { kind: "navigate", url: "javascript:alert(1)" },
        { kind: "say" }, { kind: "say", type: "script", message: "forged" }, { kind: "say", message: { html: "forged" } },
        { kind: "custom-data", data: "forged" }, { kind: "show", isOpen: 1 },
        { kind: "show", isOpen: true }, { kind: "say", message: ${JSON.stringify(markup)} }]) port1.postMessage(data);
      window.pollute = () => port1.postMessage({ kind: "custom-data", data: deep });
    }`);
    const frame = page.frames()[1];
    if (!frame) throw new Error("The frame is not there.");
    await frame.getByText("Go on, <img", { exact: false }).waitFor();
    expect(await frame.locator("body").innerText()).not.toContain("forged");
    expect(await frame.locator('img[src="x"], a[href^="javascript"], [onerror]').count()).toBe(0);
    await page.evaluate("pollute()");
    await page.waitForTimeout(100);
    expect(await frame.evaluate(() => Reflect.get({}, "polluted"))).toBeUndefined();
    expect(frame.url()).toBe(`${bot.pageUrl}#embed`);
    expect(dialogs).toEqual([]);
  });

  test("a frame that pretends to be the chat moves nothing on the page, nor the chat beside it", async () => {
    const ad = await siteOf("ad", { "/": impostor });
    const embed = hostPage(product.url, "Livechat", { configUrl: bot.configUrl });
    const shop = await siteOf("shop", {
      "/": embed.replace("<main>", `<main><iframe id="ad" src="${ad}"></iframe>`),
    });
    const page = await open(shop);
    await page.evaluate("chat.open()");
    await say(page, "Visitor");
    await page.evaluate("heard.length = 0");
    const beside = page.frames().find((it) => it.url().startsWith(ad));
    await beside?.evaluate("attack()");
    await page.waitForTimeout(300);
    expect(await heard(page)).toEqual([]);
    expect(await page.locator("[data-lb-part=badge]").textContent()).toBe("");
    expect(await page.locator("iframe[data-lb-part=window]").isVisible()).toBe(true);
    expect(page.url()).toBe(`${shop}/`);
    expect(await chat(page).locator("body").innerText()).not.toContain("forged");
    expect(await beside?.evaluate("told")).toEqual([]);
    await chat(page).locator("textarea").fill("Still");
    await chat(page).locator("textarea").press("Enter");
    await expect.poll(() => heard(page)).toContain("new_message");
  });
});

/** Names the sites whose pages may show a bot's chat. */
async function allowSites({ channelToken }: WebBot, sites: readonly string[]): Promise<void> {
  const token = await runParley(product, "token", "create", "--name", "frames");
  const [, id] = /^H-(\d+)-/.exec(channelToken) ?? [];
  const answer = await fetch(`${product.url}/v1/channels/${id}/`, {
    method: "PATCH",
    headers: { authorization: `Token ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ allowed_sites: sites }),
  });
  expect(answer.status).toBe(200);
}

/** A page that holds the frame in a sandbox without an origin. */
const sandboxing = (address: string): string =>
  `<!doctype html><title>Sandbox</title><iframe sandbox="allow-scripts" srcdoc="<iframe src='${address}'></iframe>"></iframe>`;

/** Says to the page around it whatever the chat could say, and to the chat beside it whatever that page could. */
const impostor = `<!doctype html><title>An ad</title><script>
  window.told = [];
  addEventListener("message", ({ data }) => told.push(data));
  function attack() {
    const words = [{ kind: "ready" }, { kind: "close" }, { kind: "known" }, { kind: "unread", count: 7 },
      { kind: "message", message: { message: "forged" } }, "parley:connect"];
    for (const word of [...words, ...words.map((it) => JSON.stringify(it))]) {
      const { port1, port2 } = new MessageChannel();
      for (const it of words) port1.postMessage(it);
      parent.postMessage(word, "*");
      parent.postMessage(word, "*", [port2]);
    }
    for (let at = 0; at < parent.frames.length; at += 1) {
      const frame = parent.frames[at];
      if (frame === self) continue;
      ${shout}
      try { frame.location = "about:blank#taken"; } catch {}
    }
  }
</script>`;
