import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { openDesk } from "../examples/payment-desk/test/open-desk.ts";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { go, heading, press } from "./studio/by-name.ts";
import { chatUntilTheWait, tryIt } from "./studio/chat-payment.ts";
import { owner } from "./studio/enter-studio.ts";
import { deliveries, makeHook, received } from "./studio/hooks-by-hand.ts";
import { drawPaymentFlow, said } from "./studio/payment-flow.ts";
import { runParley } from "./web-bot.ts";

async function start(): Promise<Product> {
  const product = await startProduct({ PARLEY_DEMO: "off", PARLEY_EGRESS_ALLOW: "127.0.0.1" });
  onTestFinished(() => product.stop());
  return product;
}

/** First start, then out and in again, as the owner will every other day. */
async function enter(page: Page, product: Product): Promise<void> {
  const code = /\w{5}(-\w{5}){3}/.exec(await runParley(product, "setup-code"))?.[0] ?? "";
  await page.goto(`${product.url}/studio/`);
  await page.getByLabel("Set-up code").fill(code);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByLabel("Name of the workspace").fill(owner.workspace);
  await picture(page, "studio-payment-set-up");
  await press(page, "Set up");
  await heading(page, "Bots");
  await press(page, `Account of ${owner.name}`);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await press(page, "Sign in");
  await heading(page, "Bots");
}

/** A token that may set fields and send Go, and nothing else. */
async function makeToken(page: Page): Promise<string> {
  await go(page, "Integrations");
  await go(page, "API tokens");
  await page.getByRole("button", { name: "New token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Payment desk");
  await dialog.getByRole("button", { name: "Make token" }).click();
  const token = await page.getByRole("dialog").getByRole("code").innerText();
  await picture(page, "studio-payment-token");
  await press(page, "Done");
  return token.trim();
}

async function makeBot(page: Page): Promise<void> {
  await go(page, "Bots");
  await page.getByRole("button", { name: "New bot" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Payment");
  await page.getByRole("radio", { name: "Blank" }).click();
  await press(page, "Create bot");
  await page.getByRole("application", { name: "Flow" }).waitFor();
}

async function publish(page: Page): Promise<void> {
  await press(page, "Publish");
  const dialog = page.getByRole("dialog", { name: "Publish version 1" });
  await dialog.getByRole("textbox").fill("Asks the desk, waits, goes on");
  await picture(page, "studio-payment-publish");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Version 1 is published").first().waitFor();
  await go(page, "Payment");
  await page.getByText("Asks the desk, waits, goes on").first().waitFor();
}

/** The link to share. */
async function makeChannel(page: Page): Promise<string> {
  await go(page, "Channels");
  await page.getByRole("button", { name: "New channel" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New channel" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Website");
  await dialog.getByRole("combobox", { name: "Bot that answers" }).selectOption("Payment");
  await dialog.getByRole("button", { name: "Make channel" }).click();
  await page.getByRole("tab", { name: "Share and embed" }).click();
  const figure = page.getByRole("figure", { name: /Share link/ });
  const link = await figure.getByText(/^http/).innerText();
  await picture(page, "studio-payment-channel");
  return link.trim();
}

async function approve(context: BrowserContext, deskUrl: string, name: string): Promise<void> {
  const desk = await context.newPage();
  await desk.goto(deskUrl);
  await desk.getByRole("button", { name: new RegExp(`^Approve .* from ${name}$`) }).click();
  await desk.getByText("Approved").first().waitFor();
  await picture(desk, "studio-payment-desk");
}

const name = "Eve";
const toEve = (text: string) => text.replace("@name", name);
const transcript: readonly (readonly [from: string, text: string])[] = [
  ["bot", said.hello],
  ["bot", "What is your name?"],
  ["customer", name],
  ["bot", toEve(said.askMail)],
  ["customer", "eve@example.org"],
  ["bot", said.askAmount],
  ["customer", "12.50"],
  ["bot", toEve(said.wait)],
  ["bot", toEve(said.paid)],
];

/** What one looks at is counted and read anew within seconds; nobody has to reload. */
async function seeItCounted(page: Page): Promise<void> {
  await go(page, "Insights");
  const cells = page.getByRole("row", { name: /^Payment/ }).getByRole("cell");
  await cells.first().waitFor();
  await expect
    .poll(() => cells.allInnerTexts(), { interval: 500 })
    .toEqual(["Payment", "", "1", "100%", "0", "None"]);
  await go(page, "Payment");
  await page.getByRole("button", { name: /^Completed 1 100%/ }).waitFor();
  await picture(page, "studio-payment-insights");
}

async function openStudio(browser: Browser): Promise<Page> {
  const context = await openProfile(browser, {
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  return context.newPage();
}

test.skipIf(hasNoBrowser)(
  "a new user draws Request, Set, Go from nothing, and a payment goes through it",
  async () => {
    const product = await start();
    const browser = await openBrowser();
    const studio = await openStudio(browser);
    await enter(studio, product);
    const folder = mkdtempSync(join(product.dataFolder, "desk-"));
    const desk = await openDesk(folder, product.url, { PARLEY_TOKEN: await makeToken(studio) });
    onTestFinished(() => desk.stop());

    await makeBot(studio);
    await drawPaymentFlow(studio, desk.url);
    await tryIt(studio);
    await publish(studio);
    const link = await makeChannel(studio);
    await makeHook(studio);

    const visitor = await (await openProfile(browser)).newPage();
    await visitor.goto(link);
    await chatUntilTheWait(visitor, name, "eve@example.org");
    await visitor.getByText(toEve(said.wait)).waitFor();
    await approve(await openProfile(browser), desk.url, name);
    await visitor.getByText(toEve(said.paid)).waitFor();
    await picture(visitor, "studio-payment-visitor");

    expect(await deliveries(studio, transcript.length)).toEqual(transcript.map(([from]) => from));
    expect(await received(studio, transcript.length)).toEqual(transcript.map(([, text]) => text));
    await seeItCounted(studio);
  },
  180_000,
);
