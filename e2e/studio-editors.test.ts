import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld } from "./studio/studio-world.ts";

const text = "@name, dear,\n\nwe have @email of yours.";
const blocks = {
  ask: { kind: "ask_name", params: { text: "Who are you?" }, next: { success: "mail" } },
  mail: { kind: "ask_email", params: { text: "Where?" }, next: { success: "hello" } },
  hello: { kind: "send_text", params: { text } },
};
const layout = { ask: { x: 0, y: 0 }, mail: { x: 360, y: 0 }, hello: { x: 720, y: 0 } };

async function openMessage() {
  const world = await openStudioWorld();
  onTestFinished(() => world.product.stop());
  const flow = { format: 1, name: "Letter", start: "ask", blocks, layout };
  const made = await world.v1.post("bots/", { name: "Letter", flow });
  const browser = await openBrowser();
  const context = await openProfile(browser, { viewport: { width: 1440, height: 900 } });
  await enterStudio(context, world);
  const refused = await countRefused(context);
  const builder = await openBuilder(context, world, Number(Object(made.bot).id));
  await builder.open("hello");
  const { page } = builder;
  const message = page.getByRole("textbox", { name: "Message" });
  await message.click();
  return { page, message, refused: () => page.evaluate<string[]>(refused) };
}

/** Collects what the page's policy refuses; gives the name under which it is kept. */
async function countRefused(context: BrowserContext): Promise<string> {
  await context.addInitScript(
    `window.refused = [];
    addEventListener("securitypolicyviolation", (event) =>
      window.refused.push(event.effectiveDirective + " " + event.sample));`,
  );
  return "window.refused";
}

const selectAll = (page: Page) => page.keyboard.press("ControlOrMeta+a");

test.skipIf(hasNoBrowser)(
  "a selection is typed over, made bold, deleted and composed over without a style that the policy refuses",
  async () => {
    const { page, message, refused } = await openMessage();
    const lines = message.locator(".cm-line");
    const shown = async () => (await lines.allInnerTexts()).map((line) => line.trim()).join("\n");
    const shows = (words: string) => expect.poll(shown).toBe(words);
    // Letters that are typed slowly are taken back one by one.
    const takeBack = async () => {
      await page.keyboard.press("ControlOrMeta+z");
      return shown();
    };
    await shows(text);
    await selectAll(page);
    await page.keyboard.type("Hello");
    await shows("Hello");
    await expect.poll(takeBack).toBe(text);
    expect(await refused()).toEqual([]);

    await selectAll(page);
    await page.keyboard.press("ControlOrMeta+b");
    expect(await refused()).toEqual([]);
    await page.keyboard.press("Delete");
    await page.keyboard.insertText("x");
    await shows("x");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+z");
    expect(await refused()).toEqual([]);

    const keys = await page.context().newCDPSession(page);
    await selectAll(page);
    await keys.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await keys.send("Input.imeSetComposition", {
      text: "にほ",
      selectionStart: 2,
      selectionEnd: 2,
    });
    await keys.send("Input.insertText", { text: "日本" });
    await shows("日本");
    expect(await refused()).toEqual([]);
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "half a field's name is a mistake once the writer has gone on, or away",
  async () => {
    const { page, message } = await openMessage();
    const isUnderlined = async () => (await message.locator(".cm-chip-unknown").count()) > 0;
    const warning = page.getByText(/Nothing in this flow writes @na\./);
    await selectAll(page);
    await page.keyboard.type("Hi @na");
    // The first Esc is for the list of completions, the next would lead out of the form.
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForTimeout(1_000);
    expect([await warning.isVisible(), await isUnderlined()]).toEqual([false, false]);
    await page.getByRole("textbox", { name: "Name of the block" }).focus();
    await warning.waitFor();
    await expect.poll(isUnderlined).toBe(true);
  },
  120_000,
);
