import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, type Desk, openDesk, publishBot, type WebBot } from "./web-bot.ts";

let product: Product;
let bot: WebBot;
let desk: Desk;

const flow = {
  name: asks("What is your name?", "name", "paper"),
  paper: { kind: "ask_file", params: { text: "Your paper?", field: "paper" } },
};

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  bot = await publishBot(product, flow);
  desk = await openDesk(product);
});
afterAll(() => product?.stop());

/** A visitor of this name, at the question for a file. */
async function asked(name: string): Promise<Page> {
  const page = await (
    await openProfile(await openBrowser(), { reducedMotion: "reduce" })
  ).newPage();
  await page.goto(bot.pageUrl);
  await page.locator("textarea").fill(name);
  await page.locator("textarea").press("Enter");
  await page.locator(".file-input").waitFor();
  return page;
}

/** Drops text files on the chat. */
const drop = (page: Page, ...names: readonly string[]) =>
  page.locator("[data-lb-part=window]").evaluate((chat, given) => {
    const dataTransfer = new DataTransfer();
    for (const name of given)
      dataTransfer.items.add(new File([name], name, { type: "text/plain" }));
    chat.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, names);

const sent = (page: Page) => page.getByRole("link", { name: ".txt" });

describe.skipIf(hasNoBrowser)("Several files at once", { timeout: 60_000 }, () => {
  test("go to an agent one after the other, in their order, with those that are dropped meanwhile", async () => {
    const page = await asked("Ann");
    await desk.write("Ann", "Send me all the papers");
    await page.getByText("Send me all").waitFor();
    await drop(page, "one.txt", "two.txt", "three.txt");
    await page.locator(".transfer").waitFor();
    await drop(page, "four.txt");
    await expect.poll(() => sent(page).count()).toBe(4);
    const names = await sent(page).evaluateAll((all) => all.map(({ textContent }) => textContent));
    expect(names.map((text) => /\w+(?=\.txt)/.exec(text ?? "")?.[0])).toEqual([
      ...["one", "two", "three", "four"],
    ]);
  });

  test("do not go to a question, which takes one and says so", async () => {
    const page = await asked("Bob");
    await drop(page, "one.txt", "two.txt");
    await page.getByRole("alert").getByText("One file, please").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await page.locator(".transfer").count()).toBe(0);
    expect(await sent(page).count()).toBe(0);
    await drop(page, "one.txt");
    await sent(page).waitFor();
  });
});
