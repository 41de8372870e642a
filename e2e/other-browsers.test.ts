import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFirefox } from "./other-browsers/firefox.ts";
import { type OtherBrowser, until } from "./other-browsers/other-browser.ts";
import { openWebkit } from "./other-browsers/webkit.ts";
import { type Product, startProduct } from "./start-server.ts";
import { owner } from "./studio/enter-studio.ts";
import { createV1 } from "./studio/v1-client.ts";
import { runParley } from "./web-bot.ts";

const browsers = [
  { name: "Firefox", needs: ["firefox-esr"], start: openFirefox },
  { name: "WebKit", needs: ["WebKitWebDriver", "Xvfb"], start: openWebkit },
] as const;

const isThere = (program: string) => spawnSync("which", [program]).status === 0;

let product: Product;
let dateBot = 0;
let dateChat = "";
beforeAll(async () => {
  product = await startProduct();
  const v1 = await createV1(product);
  const ask = { kind: "ask_date", params: { text: "Which day suits you?", field: "day" } };
  const flow = { format: 1, name: "A day", start: "ask", blocks: { ask } };
  dateBot = Number(Object((await v1.post("bots/", { name: "A day", flow })).bot).id);
  await v1.post(`bots/${dateBot}/publish/`, { note: "" });
  const { channel } = await v1.post("channels/", {
    name: "Days",
    type: "landbot",
    bot_id: dateBot,
  });
  dateChat = `${product.url}/v3/${Object(channel).token}/index.html`;
  await setUp();
});
afterAll(() => product?.stop());

async function setUp(): Promise<void> {
  const code = /\w{5}(-\w{5}){3}/.exec(await runParley(product, "setup-code"))?.[0];
  const headers = { "content-type": "application/json", "parley-studio": "0", origin: product.url };
  const body = JSON.stringify({ code, ...owner });
  const answer = await fetch(`${product.url}/studio/api/setup`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

/** Signs in from a page of the same origin that is none of the Studio's: those move on by themselves. */
async function signIn(browser: OtherBrowser): Promise<void> {
  await browser.open(dateChat);
  const { email, password } = owner;
  const status = await browser.run(`
    const answer = await fetch("/studio/api/sign_in", {
      method: "POST",
      headers: { "content-type": "application/json", "Parley-Studio": "0" },
      body: ${JSON.stringify(JSON.stringify({ email, password }))},
    });
    return answer.status;`);
  expect(status).toBe(200);
}

const tryIt = `[...document.querySelectorAll("button")].find((it) => it.innerText.includes("Try it"))`;
const pageSays = (words: string) => `document.body.innerText.includes(${JSON.stringify(words)})`;

describe.each(browsers)("in $name", { timeout: 90_000 }, ({ needs, start }) => {
  const isMissing = !needs.every(isThere) && !process.env.PARLEY_TEST_ALL;
  let browser: OtherBrowser;
  beforeAll(async () => {
    if (!isMissing) browser = await start();
  });
  afterAll(() => browser?.close());

  test.skipIf(isMissing)("a visitor is greeted, answers, and is answered at once", async () => {
    await browser.open(product.chatUrl);
    await until(browser, pageSays("What name shall I put on the list?"));
    await until(browser, `document.querySelector("textarea")`);
    await browser.run(`
      const field = document.querySelector("textarea");
      field.value = "Ann";
      field.dispatchEvent(new Event("input", { bubbles: true }));`);
    const send = `document.querySelector("form button[data-lb-part=input-submit]:enabled")`;
    await until(browser, send);
    await browser.run(`${send}.click();`);
    await until(browser, pageSays("Lovely to meet you, Ann!"));
  });

  test.skipIf(isMissing)("a day is chosen from a calendar", async () => {
    await browser.open(dateChat);
    await until(browser, `document.querySelector('[data-lb-part="date-picker"] table')`);
  });

  test.skipIf(isMissing)("a draft is tried in its frame, which has no origin", async () => {
    await signIn(browser);
    await browser.open(`${product.url}/studio/bots/${dateBot}/builder`);
    await until(browser, tryIt);
    await browser.run(`
      window.refused = [];
      addEventListener("securitypolicyviolation", (it) => refused.push(it.violatedDirective));
      ${tryIt}.click();`);
    await until(browser, pageSays("The visitor's turn"));
    expect(await browser.run("return window.refused.join()")).toBe("");
  });
});
