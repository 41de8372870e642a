import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { openBuilder, pullArrow } from "./studio/builder-screen.ts";
import { chooseKind } from "./studio/draw-flow.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld } from "./studio/studio-world.ts";

const says = (text: string, next?: string) => ({
  kind: "send_text",
  params: { text },
  ...(next && { next: { success: next } }),
});

const blocks = { hello: says("Hello", "bye"), bye: says("Bye") };
const layout = { hello: { x: 0, y: 0 }, bye: { x: 360, y: 0 } };

async function openWorld(more: object = {}, settings: object = {}) {
  const world = await openStudioWorld();
  onTestFinished(() => world.product.stop());
  const all = { ...blocks, ...more };
  const flow = { format: 1, name: "Small", start: "hello", blocks: all, layout, ...settings };
  const made = await world.v1.post("bots/", { name: "Small", flow });
  const bot = Number(Object(made.bot).id);
  const draft = async () => Object((await world.v1.get(`bots/${bot}/draft/`)).flow);
  const browser = await openBrowser();
  const enter = async (options: { readonly timezoneId?: string } = {}) => {
    const viewport = { width: 1440, height: 900 };
    const context = await openProfile(browser, { viewport, ...options });
    await enterStudio(context, world);
    return context;
  };
  return { world, bot, draft, enter };
}

const nowhere = { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
const write = async (page: Page, text: string) => {
  await message(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
};

test.skipIf(hasNoBrowser)(
  "draws a flow by mouse and keyboard, takes back, saves, and finds it again",
  async () => {
    const { world, bot, draft, enter } = await openWorld();
    const builder = await openBuilder(await enter(), world, bot);
    const { page } = builder;
    await pullArrow(page, "bye", "success", { x: 1000, y: 600 });
    await chooseKind(page, "e-mail", "Ask for the e-mail");
    await expect.poll(builder.blocks).toHaveLength(3);
    const [, , added = ""] = await builder.blocks();
    expect(added).toMatch(/^[A-Za-z][A-Za-z0-9]{8}$/);
    await builder.waitForStatus("Saved");
    await expect.poll(draft).toMatchObject({
      blocks: { bye: { next: { success: added } }, [added]: { kind: "ask_email" } },
    });
    await page.locator(".canvas").press("Escape");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(builder.blocks).toHaveLength(2);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect.poll(builder.blocks).toHaveLength(3);
    await builder.open("hello");
    await write(page, "Ahoy there");
    await expect.poll(async () => (await draft()).blocks.hello.params.text).toBe("Ahoy there");
    await page.reload();
    await page.locator(".card", { hasText: "Ahoy there" }).waitFor();
    await expect.poll(builder.blocks).toContain(added);
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "puts the flow on a person's clock, and lets a keyword jump",
  async () => {
    const asks = { kind: "ask_text", params: { text: "Your wish?", field: "wish" } };
    const says = { kind: "send_text", name: "Desk", params: { text: "Today is @today" } };
    const { world, bot, draft, enter } = await openWorld({
      hello: { ...asks, next: { success: "bye" } },
      desk: says,
    });
    const builder = await openBuilder(await enter({ timezoneId: "Asia/Tokyo" }), world, bot);
    const { page } = builder;
    const list = page.getByRole("dialog");
    await page.locator(".canvas").press("s");
    await page.getByRole("button", { name: "Use Asia/Tokyo" }).click();
    await page.getByRole("button", { name: "Time zone Asia/Tokyo" }).click();
    await list.getByRole("combobox").fill("kiritimati");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "New keyword" }).fill("desk");
    await page.keyboard.press("Enter");
    await list.getByRole("combobox").fill("Desk");
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    await page.locator('input[aria-label="New keyword"]:focus').waitFor();
    await expect
      .poll(draft)
      .toMatchObject({ timezone: "Pacific/Kiritimati", keywords: { desk: "desk" } });
    await page.getByRole("button", { name: "Try it" }).click();
    const chat = page.frameLocator("iframe").first();
    await chat.getByText("Your wish?").waitFor();
    await chat.getByRole("textbox").fill("desk");
    await chat.getByRole("textbox").press("Enter");
    // A run begins on 5 January 2026 at 10:00 in UTC; there it is the next day.
    await chat.getByText("Today is 2026-01-06").waitFor();
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "leads from what keeps a flow from being published to the field that it is about",
  async () => {
    const { world, bot, enter } = await openWorld();
    const builder = await openBuilder(await enter(), world, bot);
    const { page } = builder;
    await builder.open("bye");
    await message(page).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Backspace");
    await page.getByRole("tab", { name: "Fields", exact: true }).last().click();
    await page.locator(".canvas").press("Escape");
    await page.getByRole("button", { name: "Publish" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Message This is needed." }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator(".cm-content:focus").waitFor();
    await page.keyboard.type("See you");
    await page.locator('.react-flow__node[data-id="bye"]', { hasText: "See you" }).waitFor();
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "keeps a chosen block in sight on narrow screens: beside its form, on a phone above it",
  async () => {
    const { world, bot, enter } = await openWorld();
    const { page } = await openBuilder(await enter(), world, bot);
    const form = page.getByRole("complementary", { name: "The selected block" });
    const edgesOf = async (what: Locator) => {
      const { x, y, width, height } = (await what.boundingBox()) ?? nowhere;
      return { left: x, top: y, right: x + width, bottom: y + height };
    };
    const card = page.locator('.react-flow__node[data-id="bye"]');
    const choose = async () => {
      await page.getByRole("button", { name: "Find", exact: true }).click();
      await page.getByRole("searchbox", { name: "Find in the flow" }).fill("bye");
      await page.getByRole("button", { name: /^Send a message/ }).click();
      await form.waitFor();
      await page.locator(".side").waitFor({ state: "detached" });
    };
    await page.setViewportSize({ width: 800, height: 900 });
    await page.getByRole("button", { name: "Hide" }).click();
    await choose();
    const gapBeside = async () => (await edgesOf(form)).left - (await edgesOf(card)).right;
    await expect.poll(gapBeside).toBeGreaterThan(0);
    await form.getByRole("button", { name: "Close" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await choose();
    const gapAbove = async () => (await edgesOf(form)).top - (await edgesOf(card)).bottom;
    await expect.poll(gapAbove).toBeGreaterThan(0);
    expect((await edgesOf(card)).top).toBeGreaterThan(0);
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "leads from a run that cannot begin to the setting that keeps it, on a phone out of the chat",
  async () => {
    const { world, bot, enter } = await openWorld({}, { keywords: { stop: "gone" } });
    const { page } = await openBuilder(await enter(), world, bot);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Try it" }).click();
    const chat = page.getByRole("complementary", { name: "Try it" });
    await chat.getByRole("button", { name: /^Error Keyword stop/ }).click();
    await chat.waitFor({ state: "detached" });
    // What lies over something else takes the click.
    await page.getByText("When nothing else fits").click();
    await page.getByRole("button", { name: "Hide", exact: true }).click();
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "brings two people's edits together, and asks where both wrote at the same place",
  async () => {
    const { world, bot, draft, enter } = await openWorld();
    const ann = await openBuilder(await enter(), world, bot);
    const bea = await openBuilder(await enter(), world, bot);
    // Every few seconds a canvas brings in what others wrote: Ann is to hear of Bea's words after she has written her own.
    const hasWritten = Promise.withResolvers<void>();
    await ann.page.route(`**/v1/bots/${bot}/draft/`, async (route) => {
      if (route.request().method() === "GET") await hasWritten.promise;
      await route.continue();
    });
    await ann.open("hello");
    await write(ann.page, "Ann's hello");
    await expect.poll(async () => (await draft()).blocks.hello.params.text).toBe("Ann's hello");
    await bea.open("bye");
    await write(bea.page, "Bea's bye");
    await expect.poll(draft).toMatchObject({
      blocks: {
        hello: { params: { text: "Ann's hello" } },
        bye: { params: { text: "Bea's bye" } },
      },
    });
    await bea.page.locator(".card", { hasText: "Ann's hello" }).waitFor();
    await ann.open("bye");
    await write(ann.page, "Ann's bye");
    hasWritten.resolve();
    await ann.page.getByRole("button", { name: "Changed elsewhere: review" }).click();
    const dialog = ann.page.getByRole("dialog");
    await dialog.getByText("Bea's bye").waitFor();
    expect((await draft()).blocks.bye.params.text).toBe("Bea's bye");
    await dialog.getByRole("radio", { name: /Yours/ }).check();
    await dialog.getByRole("button", { name: "Merge and save" }).click();
    await ann.waitForStatus("Saved");
    await expect.poll(draft).toMatchObject({
      blocks: {
        hello: { params: { text: "Ann's hello" } },
        bye: { params: { text: "Ann's bye" } },
      },
    });
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "keeps what cannot be saved through a reload, and saves it when it can",
  async () => {
    const { world, bot, draft, enter } = await openWorld();
    const builder = await openBuilder(await enter(), world, bot);
    const { page } = builder;
    const draftPath = `**/v1/bots/${bot}/draft/`;
    await page.route(draftPath, (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    await builder.open("hello");
    await write(page, "Written in a tunnel");
    await builder.waitForStatus("Offline, 1 change kept");
    expect((await draft()).blocks.hello.params.text).toBe("Hello");
    await page.reload();
    await page.locator(".card", { hasText: "Written in a tunnel" }).waitFor();
    await page.unroute(draftPath);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await expect
      .poll(async () => (await draft()).blocks.hello.params.text)
      .toBe("Written in a tunnel");
    await builder.waitForStatus("Saved");
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "shows what changed before it is published, and rolls back",
  async () => {
    const { world, bot, draft, enter } = await openWorld();
    await world.v1.post(`bots/${bot}/publish/`, { note: "First" });
    const builder = await openBuilder(await enter(), world, bot);
    const { page } = builder;
    await builder.open("hello");
    await write(page, "Second hello");
    await page.getByRole("button", { name: "Publish" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("del", { hasText: "Hello" }).waitFor();
    await dialog.locator("ins", { hasText: "Second hello" }).waitFor();
    await dialog.getByRole("tab", { name: "Text" }).click();
    await dialog.locator(".diff-added", { hasText: "Second hello" }).waitFor();
    await dialog.getByRole("textbox").fill("Warmer");
    await dialog.getByRole("button", { name: "Publish" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.goto(`${world.product.url}/studio/bots/${bot}/versions`);
    await page.getByText("Warmer").waitFor();
    await page.getByRole("button", { name: "What to do with version 1" }).click();
    await page.getByRole("menuitem", { name: "Roll back to it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
    await page.getByText("Version 3").first().waitFor();
    await expect.poll(async () => (await draft()).blocks.hello.params.text).toBe("Hello");
  },
  120_000,
);
