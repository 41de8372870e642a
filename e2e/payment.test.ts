import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";

/** Answers the bot's question with the keyboard, as a visitor does. */
async function answer(page: Page, question: RegExp, text: string): Promise<void> {
  await page.getByText(question).last().waitFor();
  const field = page.locator(
    "textarea:visible, input[type=text]:visible, input[type=email]:visible",
  );
  await field.last().fill(text);
  await field.last().press("Enter");
  await page.getByText(text, { exact: true }).last().waitFor();
}

/** Chats until the bot has called the desk and waits. */
async function chatUntilTheWait(page: Page, product: Product, name: string): Promise<void> {
  await page.goto(product.chatUrl);
  await answer(page, askName, name);
  await answer(page, askMail, `${name.toLowerCase()}@example.org`);
  await page.getByText(waitText).waitFor();
}

async function decide(page: Page, product: Product, name: string, button: RegExp): Promise<void> {
  await page.goto(product.deskUrl);
  const payment = page.locator("article, li, tr").filter({ hasText: name }).last();
  await payment.getByRole("button", { name: button }).click();
  await page
    .getByText(/paid|approved|declined/i)
    .first()
    .waitFor();
}

async function start(): Promise<Product> {
  const product = await startProduct();
  onTestFinished(() => product.stop());
  return product;
}

// What the demo's bot says (flows/payment.json).
const askName = /What name shall I put/;
const askMail = /Where may I send your ticket/;
const waitText = /please wait here a moment/;
const paidText = /It went through/;
const declinedText = /the bank said no|was declined|didn't go through/i;

describe.skipIf(hasNoBrowser)("Request, Set, Go in a real browser", { timeout: 90_000 }, () => {
  test("an approved payment sends the conversation on by itself", async () => {
    const product = await start();
    const browser = await openBrowser();
    const visitor = await (await openProfile(browser)).newPage();
    const desk = await (await openProfile(browser)).newPage();
    await chatUntilTheWait(visitor, product, "Ann");
    await picture(visitor, "payment-waiting");
    await decide(desk, product, "Ann", /approve/i);
    await visitor.getByText(paidText).last().waitFor();
    await picture(visitor, "payment-approved");
    await picture(desk, "desk-approved");
  });

  test("a declined payment takes the other branch", async () => {
    const product = await start();
    const browser = await openBrowser();
    const visitor = await (await openProfile(browser)).newPage();
    const desk = await (await openProfile(browser)).newPage();
    await chatUntilTheWait(visitor, product, "Bea");
    await decide(desk, product, "Bea", /decline/i);
    await visitor.getByText(declinedText).last().waitFor();
    await picture(visitor, "payment-declined");
  });

  test("a tab closed during the wait finds the end when it is opened again", async () => {
    const product = await start();
    const browser = await openBrowser();
    const profile = await openProfile(browser);
    const first = await profile.newPage();
    const desk = await (await openProfile(browser)).newPage();
    await chatUntilTheWait(first, product, "Cleo");
    await first.close();
    await decide(desk, product, "Cleo", /approve/i);
    const second = await profile.newPage();
    await second.goto(product.chatUrl);
    await second.getByText(paidText).last().waitFor();
    await second.getByText("Cleo", { exact: true }).waitFor();
    expect(await second.getByText("Cleo", { exact: true }).count()).toBe(1);
  });

  test("a server killed during the wait goes on where it stopped, and the open tab comes back", async () => {
    const product = await startProduct();
    const browser = await openBrowser();
    const visitor = await (await openProfile(browser)).newPage();
    const desk = await (await openProfile(browser)).newPage();
    await chatUntilTheWait(visitor, product, "Dora");
    await product.kill();
    const again = await product.restart();
    onTestFinished(() => again.stop());
    expect(again.chatUrl).toBe(product.chatUrl);
    await decide(desk, again, "Dora", /approve/i);
    await visitor.getByText(paidText).last().waitFor({ timeout: 40_000 });
    expect(await visitor.getByText("Dora", { exact: true }).count()).toBe(1);
  });

  test("two tabs of one visitor show the same conversation", async () => {
    const product = await start();
    const browser = await openBrowser();
    const profile = await openProfile(browser);
    const left = await profile.newPage();
    const desk = await (await openProfile(browser)).newPage();
    await chatUntilTheWait(left, product, "Eve");
    const right = await profile.newPage();
    await right.goto(product.chatUrl);
    await right.getByText("Eve", { exact: true }).waitFor();
    await decide(desk, product, "Eve", /approve/i);
    await Promise.all([left, right].map((tab) => tab.getByText(paidText).last().waitFor()));
    const texts = (tab: Page) => tab.locator('[data-lb-part="message-text"]').allInnerTexts();
    await expect
      .poll(async () => ({ right: await texts(right), left: await texts(left) }))
      .toSatisfy(({ right, left }) => right.join("\n") === left.join("\n"));
  });

  test("the whole way works with the keyboard alone, and a screen reader finds no serious fault", async () => {
    const product = await start();
    const browser = await openBrowser();
    // What is still fading in has no contrast yet.
    const calm = { reducedMotion: "reduce" } as const;
    const visitor = await (await openProfile(browser, calm)).newPage();
    const desk = await (await openProfile(browser, calm)).newPage();
    await visitor.goto(product.chatUrl);
    await visitor.getByText(askName).last().waitFor();
    await tabTo(visitor, "textarea, input");
    await visitor.keyboard.type("Fay");
    await visitor.keyboard.press("Enter");
    await visitor.getByText(askMail).last().waitFor();
    await expect.poll(() => hasFocus(visitor, "textarea, input")).toBe(true);
    await visitor.keyboard.type("fay@example.org");
    await visitor.keyboard.press("Enter");
    await visitor.getByText(waitText).waitFor();
    await desk.goto(product.deskUrl);
    await desk
      .getByRole("button", { name: /approve/i })
      .first()
      .waitFor();
    await tabTo(desk, "button", /approve/i);
    await desk.keyboard.press("Enter");
    await visitor.getByText(paidText).last().waitFor();
    for (const page of [visitor, desk]) {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((it) => /serious|critical/.test(it.impact ?? ""));
      expect(serious.map((it) => `${it.id}: ${it.help}`)).toEqual([]);
    }
  });
});

/** Presses Tab until the focus is on such an element, as far as a page reasonably goes. */
async function tabTo(page: Page, selector: string, name?: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await hasFocus(page, selector, name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${selector}.`);
}

function hasFocus(page: Page, selector: string, name?: RegExp): Promise<boolean> {
  return page.evaluate(
    ([wanted, words]) => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      const text = focused?.textContent ?? "";
      return Boolean(
        focused?.matches(wanted ?? "") && (!words || new RegExp(words, "i").test(text)),
      );
    },
    [selector, name?.source ?? ""],
  );
}
