import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startDeskProcess } from "../examples/payment-desk/test/desk-process.ts";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { publishBot, runParley, type WebBot } from "./web-bot.ts";

/** What a desk of this mode may do to the customers; an address to resume at needs no token at all. */
const scopesOf = { resume: "fields:write,bots:run", "resume-url": null };
const flowOf = { resume: "flows/payment.json", "resume-url": "flows/payment-wait.json" };
type Mode = keyof typeof flowOf;

let product: Product;

beforeAll(async () => {
  if (hasNoBrowser) return;
  // The bot may reach this machine: a desk listens where it finds a free port.
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_EGRESS_ALLOW: "127.0.0.1/32" });
});
afterAll(() => product?.stop());

/** Starts the desk in this mode, and publishes a bot that asks it for payments. */
async function openStage(mode: Mode): Promise<{ readonly deskUrl: string; readonly bot: WebBot }> {
  const desk = await startDeskProcess({
    DESK_MODE: mode,
    DESK_DATA: join(product.dataFolder, mode),
    DESK_EXIT_WITH_PARENT: "1",
    PARLEY_URL: product.url,
    PARLEY_TOKEN: await tokenFor(mode),
  });
  onTestFinished(async () => void (await desk.end("SIGTERM")));
  return { deskUrl: desk.url, bot: await publishPayment(flowOf[mode], desk.url) };
}

async function tokenFor(mode: Mode): Promise<string> {
  const scopes = scopesOf[mode];
  if (scopes === null) return "";
  return runParley(product, "token", "create", "--name", "desk", "--scopes", scopes);
}

/** The flow file names the desk's usual address; this desk has another port. */
function publishPayment(file: string, deskUrl: string): Promise<WebBot> {
  const written = readFileSync(file, "utf8").replaceAll("http://127.0.0.1:8422", deskUrl);
  const { $schema: _, blocks, ...rest } = JSON.parse(written);
  return publishBot(product, blocks, rest);
}

async function answer(page: Page, question: RegExp, text: string): Promise<void> {
  await page.getByText(question).waitFor();
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

async function chatUntilTheWait(page: Page, bot: WebBot, name: string): Promise<void> {
  await page.goto(bot.pageUrl);
  await answer(page, /What name shall I put/, name);
  await answer(page, /Where may I send your ticket/, `${name.toLowerCase()}@example.org`);
  await page.getByText(/please wait here a moment/).waitFor();
}

/** Presses this button beside the payment of this name. */
async function decide(page: Page, deskUrl: string, name: string, button: string): Promise<void> {
  await page.goto(deskUrl);
  const payment = page.locator("article, li, tr").filter({ hasText: name }).last();
  await payment.getByRole("button", { name: button }).click();
}

/** The calls that the desk has made for its payments, the newest payment first. */
async function callsOf(deskUrl: string): Promise<readonly unknown[]> {
  const list: unknown = await (await fetch(`${deskUrl}/payments`)).json();
  return (list as { readonly calls: readonly unknown[] }[]).map(({ calls }) => calls);
}

describe.skipIf(hasNoBrowser)("A payment desk that makes one call", { timeout: 90_000 }, () => {
  test.each(["resume", "resume-url"] as const)(
    "in the mode %s sends the waiting conversations on, each with its own outcome",
    async (mode) => {
      const { deskUrl, bot } = await openStage(mode);
      const browser = await openBrowser();
      const openPage = async () =>
        (await openProfile(browser, { reducedMotion: "reduce" })).newPage();
      const [ann, bea, clerk] = [await openPage(), await openPage(), await openPage()];
      await chatUntilTheWait(ann, bot, "Ann");
      await chatUntilTheWait(bea, bot, "Bea");
      await decide(clerk, deskUrl, "Bea", "Decline");
      await bea.getByText(/Bea, the bank said no/).waitFor();
      await decide(clerk, deskUrl, "Ann", "Approve");
      await ann.getByText(/It went through/).waitFor();
      const once = { step: mode, state: "done", attempts: 1, last_status: 200 };
      await expect.poll(() => callsOf(deskUrl)).toMatchObject([[once], [once]]);
      for (const visitor of [ann, bea])
        expect(await visitor.getByText(/It went through|the bank said no/).count()).toBe(1);
    },
  );
});
