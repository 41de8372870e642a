import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { hostPage, startForeignSite } from "./foreign-site.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, type Desk, openDesk, publishBot, type WebBot } from "./web-bot.ts";

let product: Product;
let bot: WebBot;
let short: WebBot;
let desk: Desk;

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  const blocks = {
    name: asks("What is your name?", "name", "more"),
    more: asks("Go on, @name of plan @plan?", "said", "more"),
  };
  bot = await publishBot(product, blocks, { fields: { plan: { type: "string", hidden: true } } });
  short = await publishBot(product, {
    only: asks("Your name?", "name", "end"),
    end: { kind: "close" },
  });
  desk = await openDesk(product);
});
afterAll(() => product?.stop());

/** Opens a page of another site that has the chat in it. */
async function embed(
  kind: string,
  options: object = {},
  look: Parameters<typeof openProfile>[1] = {},
): Promise<{ readonly page: Page }> {
  const page = await (
    await openProfile(await openBrowser(), { reducedMotion: "reduce", ...look })
  ).newPage();
  const all = { configUrl: bot.configUrl, ...options };
  const site = await startForeignSite({ "/": hostPage(product.url, kind, all) });
  await page.goto(site.url);
  return { page };
}

const launcher = (page: Page) => page.locator("[data-lb-part=launcher]");
const badge = (page: Page) => page.locator("[data-lb-part=badge]");
const chatWindow = (page: Page) => page.locator("iframe[data-lb-part=window]");
const chat = (page: Page) => page.frameLocator("iframe[data-lb-part=window]");
const heard = (page: Page) => page.evaluate<string[]>("heard");
const texts = (page: Page) => chat(page).locator("[data-lb-part=message-text]").allInnerTexts();

async function say(page: Page, text: string): Promise<void> {
  await chat(page).locator("textarea").fill(text);
  await chat(page).locator("textarea").press("Enter");
}

describe.skipIf(hasNoBrowser)("The chat on somebody else's page", { timeout: 90_000 }, () => {
  test("a bubble opens by a press, closes by Escape, and counts what came meanwhile", async () => {
    const { page } = await embed("Livechat");
    await launcher(page).click();
    await chat(page).getByText("What is your name?").waitFor();
    expect(await launcher(page).getAttribute("aria-expanded")).toBe("true");
    await say(page, "Bubble");
    await chat(page).getByText("Go on, Bubble").waitFor();
    await chat(page).locator("textarea").press("Escape");
    await chatWindow(page).waitFor({ state: "hidden" });
    await expect.poll(() => launcher(page).evaluate((it) => it.matches(":focus"))).toBe(true);
    await desk.write("Bubble", "Still there?");
    await expect.poll(() => badge(page).innerText()).toBe("1");
    await launcher(page).click();
    await chat(page).getByText("Still there?").waitFor();
    await expect.poll(() => badge(page).textContent()).toBe("");
    await expect
      .poll(() => heard(page))
      .toEqual(
        expect.arrayContaining(["load", "init", "new_message", "widget_open", "widget_close"]),
      );
  });

  test("who writes without a mouse finds the focus again when a conversation ends and starts anew", async () => {
    const { page } = await embed("Livechat", { configUrl: short.configUrl });
    await launcher(page).press("Enter");
    const focused = () => chat(page).locator(":focus").innerText();
    await expect.poll(() => chat(page).locator("textarea:focus").count()).toBe(1);
    await page.keyboard.type("Ann");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("Start again");
    await page.keyboard.press("Enter");
    await expect.poll(() => chat(page).locator("textarea:focus").count()).toBe(1);
    expect(await page.evaluate("document.activeElement.shadowRoot.activeElement.tagName")).toBe(
      "IFRAME",
    );
  });

  test("a popup lies over the page and closes, a container is open in its place", async () => {
    const { page } = await embed("Popup");
    await launcher(page).click();
    await chat(page).getByText("What is your name?").waitFor();
    await chat(page).locator("textarea").press("Escape");
    await chatWindow(page).waitFor({ state: "hidden" });

    const { page: other } = await embed("Container", { container: "#chat" });
    await chat(other).getByText("What is your name?").waitFor();
    const place = await other.locator("#chat").boundingBox();
    await expect.poll(() => chatWindow(other).boundingBox()).toEqual(place);
    expect(await launcher(other).count()).toBe(0);
    await chat(other).locator("textarea").press("Escape");
    // By the time of the answer the key has long been heard.
    await say(other, "Container");
    await chat(other).getByText("Go on, Container").waitFor();
    expect(await chatWindow(other).isVisible()).toBe(true);
  });

  test("the page talks to the chat and hears it until it no longer listens", async () => {
    const { page } = await embed("Livechat");
    await page.evaluate(`
      window.told = []; window.direct = (message) => told.push(message.message);
      chat.on("new_message", direct);
      chat.setCustomData({ plan: "gold" });
      chat.open();
      chat.sendMessage({ type: "text", message: "Page" });`);
    await chat(page).getByText("Go on, Page of plan gold?").waitFor();
    await expect.poll(() => page.evaluate("told")).toContain("Go on, Page of plan gold?");
    await page.evaluate(`chat.off("new_message", direct); told.length = 0; heard.length = 0`);
    await page.evaluate(`chat.sendMessage({ type: "text", message: "Again" })`);
    await expect.poll(() => heard(page)).toContain("new_message");
    expect(await page.evaluate("told")).toEqual([]);
    await page.evaluate("chat.close()");
    await chatWindow(page).waitFor({ state: "hidden" });
    await page.evaluate("chat.destroy()");
    await expect.poll(() => page.locator("iframe").count()).toBe(0);
  });

  test("is the same chat, with the same fields, where the page moves it", async () => {
    const { page } = await embed("Container", { container: "#chat", customData: { plan: "old" } });
    await chat(page).getByText("What is your name?").waitFor();
    await page.evaluate(`chat.setCustomData({ plan: "gold" })`);
    // A browser loads a frame anew when its place in the document changes.
    await page.evaluate(`document.body.append(document.querySelector("#chat"))`);
    await chat(page).getByText("What is your name?").waitFor();
    await say(page, "Mover");
    await chat(page).getByText("Go on, Mover of plan gold?").waitFor();
    await page.evaluate(`chat.sendMessage({ message: "From the page" })`);
    await chat(page).getByText("From the page").waitFor();
  });

  test.each([
    ["ContainerPopup", { width: 390, height: 844 }],
    ["Livechat", { width: 390, height: 844 }],
    ["Livechat", { width: 844, height: 390 }],
    ["Livechat", { width: 1280, height: 800 }],
  ] as const)("all of a %s is on the screen: %j", async (kind, viewport) => {
    const { page } = await embed(kind, { container: "#chat" }, { viewport });
    await page.evaluate(`document.querySelector("#chat").style.position = "relative"`);
    await launcher(page).click();
    await chat(page).getByText("What is your name?").waitFor();
    const place = await chatWindow(page).boundingBox();
    const { x = -1, y = -1, width = 0, height = 0 } = place ?? {};
    expect(Math.min(x, kind === "ContainerPopup" ? 0 : y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(viewport.width);
    expect(height).toBeGreaterThanOrEqual(Math.min(390, viewport.height));
  });

  test("proposes nothing once the page has taken it away", async () => {
    const config = JSON.stringify({
      welcome: [{ type: "text", message: "May I help?" }],
      conditional_proactives: { enabled: true, timeout: 0.2 },
    });
    const shop = await startForeignSite({ "/c/index.json": config, "/c/index.html": "" });
    const { page } = await embed("Livechat", { configUrl: `${shop.url}/c/index.json` });
    await page.evaluate(`
      const after = new Landbot.Livechat({ configUrl: "${shop.url}/c/index.json" });
      for (const [name, one] of Object.entries({ gone: chat, after }))
        one.on("proactive_open", () => heard.push(name));
      chat.destroy();`);
    await expect.poll(() => heard(page)).toContain("after");
    expect(await heard(page)).not.toContain("gone");
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.getByText("May I help?").count()).toBe(0);
  });

  test("takes no orders from the page but by its own line", async () => {
    const { page } = await embed("Livechat");
    await launcher(page).click();
    await say(page, "Victim");
    await chat(page).getByText("Go on, Victim").waitFor();
    const before = await texts(page);
    await page.evaluate(`{
      const host = [...document.querySelectorAll("div")].find((it) => it.shadowRoot);
      const frame = host.shadowRoot.querySelector("iframe").contentWindow;
      ${attack}
    }`);
    await say(page, "Done");
    await expect.poll(async () => (await texts(page)).length).toBe(before.length + 2);
    expect((await texts(page)).join()).not.toContain("forged");
    expect(await chatWindow(page).isVisible()).toBe(true);
  });

  test("takes no line from a frame beside it, only from the page around it", async () => {
    const stranger = await startForeignSite({ "/": "<!doctype html><title>Stranger</title>" });
    const site = await startForeignSite({
      "/": `<!doctype html><title>Two frames</title><iframe data-lb-part="window" src="${bot.pageUrl}#embed"></iframe><iframe id="stranger" src="${stranger.url}"></iframe>`,
    });
    const page = await (await openProfile(await openBrowser())).newPage();
    await page.goto(site.url);
    const beside = page.frames().find((it) => it.url().startsWith(stranger.url));
    await beside?.evaluate(`{ const frame = parent.frames[0]; ${attack} }`);
    await page.waitForTimeout(300);
    expect(await chat(page).locator("#parley").count()).toBe(0);
    // The same from the page itself is how the chat begins.
    await page.evaluate(`{ const frame = frames[0]; ${attack} }`);
    await chat(page).locator("#parley").waitFor();
  });

  test("does nothing that a hostile chat page asks for but what the line can say", async () => {
    const hostile = await startForeignSite({
      "/evil/index.html": hostileChat,
      "/evil/index.json": hostileConfig,
    });
    const site = await startForeignSite({
      "/": hostPage(product.url, "Livechat", { configUrl: `${hostile.url}/evil/index.json` }),
    });
    const page = await (await openProfile(await openBrowser())).newPage();
    await page.goto(site.url);
    await page.locator("[data-lb-part=proactive-message-bubble]", { hasText: "<img" }).waitFor();
    await launcher(page).click();
    await chat(page).getByText("attacked").waitFor();
    await expect.poll(() => heard(page)).toContain("new_message");
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("img, script[src^=data]").count()).toBe(0);
    expect(await badge(page).innerHTML()).toBe("");
    expect(page.url()).toBe(`${site.url}/`);
  });

  test("hands its line to nobody when the chat's address leads elsewhere", async () => {
    const elsewhere = await startForeignSite({ "/": listener });
    const leading = await startForeignSite({
      "/c/index.html": `<!doctype html><script>location.replace(${JSON.stringify(elsewhere.url)})</script>`,
      "/c/index.json": "{}",
    });
    const site = await startForeignSite({
      "/": hostPage(product.url, "Livechat", { configUrl: `${leading.url}/c/index.json` }),
    });
    const page = await (await openProfile(await openBrowser())).newPage();
    await page.goto(site.url);
    await page.evaluate("chat.open()");
    await chat(page).getByText("listening").waitFor();
    await page.evaluate(`chat.setCustomData({ secret: "s" })`);
    await page.waitForTimeout(300);
    expect(await chat(page).locator("body").innerText()).toBe("listening");
  });
});

/** Script that tries to make `frame` speak in the visitor's name: without a line, and with one of its own. */
const attack = `
  const orders = [{ kind: "say", message: "forged" }, { kind: "show", isOpen: false }];
  for (const order of orders) frame.postMessage(order, "*");
  frame.postMessage("parley:connect", "*");
  const { port1, port2 } = new MessageChannel();
  frame.postMessage("parley:connect", "*", [port2]);
  for (const order of [{ kind: "connect", placement: "page" }, ...orders]) port1.postMessage(order);`;

const markup = `<img src=x onerror="parent.hacked = hacked = 1">`;

const hostileConfig = JSON.stringify({
  accent: "red;} * { display: none",
  brand_name: markup,
  welcome: [{ type: "text", message: markup }],
  conditional_proactives: { enabled: true, timeout: 0.1 },
});

const hostileChat = `<!doctype html><title>Evil</title><body><script>
  addEventListener("message", ({ ports: [port] }) => {
    const markup = ${JSON.stringify(markup)};
    for (const data of [null, 1, "close", [], { kind: "constructor" }, { kind: "__proto__" }, { kind: "navigate", url: "/x" },
      { kind: "unread", count: markup }, { kind: "message", message: { message: markup } }]) port.postMessage(data);
    document.body.append("attacked");
  });
</script>`;

const listener = `<!doctype html><title>Elsewhere</title><body>listening<script>
  addEventListener("message", ({ data, ports }) => document.body.append(JSON.stringify(data) + ports.length));
</script>`;
