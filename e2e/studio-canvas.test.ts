import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { chooseKind } from "./studio/draw-flow.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld } from "./studio/studio-world.ts";

const length = 12;
const stripPx = 360;
const ids = Array.from({ length }, (_, at) => `b${at}`);

/** Twelve blocks in one long strip, as one draws them; the first of them asks. */
function strip() {
  const ask = { kind: "buttons", name: "Ask for amount" };
  const options = [{ id: "ten", label: "Ten" }];
  const blocks = ids.map((id, at) => {
    const next = ids[at + 1];
    return at === 0
      ? [id, { ...ask, params: { text: "How much?", options }, next: { ten: next } }]
      : [id, { kind: "send_text", params: { text: id }, ...(next && { next: { success: next } }) }];
  });
  const layout = Object.fromEntries(ids.map((id, at) => [id, { x: at * stripPx, y: 0 }]));
  return { format: 1, name: "Strip", start: "b0", blocks: Object.fromEntries(blocks), layout };
}

async function openStrip() {
  const world = await openStudioWorld();
  onTestFinished(() => world.product.stop());
  const made = await world.v1.post("bots/", { name: "Strip", flow: strip() });
  const bot = Number(Object(made.bot).id);
  const browser = await openBrowser();
  const viewport = { width: 1440, height: 900 };
  const context = await openProfile(browser, { viewport, reducedMotion: "reduce" });
  await enterStudio(context, world);
  const draft = async () => Object((await world.v1.get(`bots/${bot}/draft/`)).flow);
  return { builder: await openBuilder(context, world, bot), draft };
}

const formOf = (page: Page) => page.getByRole("complementary", { name: "The selected block" });
const zoomOf = async (page: Page) =>
  Number.parseInt(await page.getByRole("button", { name: /^Zoom \d+ %/ }).innerText(), 10);
const boxOf = async (page: Page, block: string) => {
  const box = await page.locator(`.react-flow__node[data-id="${block}"]`).boundingBox();
  if (!box) throw new Error(`${block} is not drawn.`);
  return box;
};

test.skipIf(hasNoBrowser)(
  "a block that its form would cover moves beside it, and no further than that",
  async () => {
    const { builder } = await openStrip();
    const { page } = builder;
    await page.getByRole("button", { name: /^Zoom \d+ %/ }).click();
    const xs = await Promise.all(ids.map(async (id) => [id, await boxOf(page, id)] as const));
    const [covered, before] = xs.find(([, { x }]) => x > 1000 && x < 1300) ?? [];
    if (!covered || !before) throw new Error("No block is where the form opens.");
    await page.mouse.click(before.x + 40, before.y + 16);
    const form = await formOf(page).boundingBox();
    await expect
      .poll(async () => (await boxOf(page, covered)).x)
      .toBeCloseTo((form?.x ?? 0) - 48 - before.width, 0);
    const after = await boxOf(page, covered);
    expect(after.y).toBe(before.y);
    await page.keyboard.press("Escape");
    await formOf(page).waitFor({ state: "detached" });
    await page.mouse.click(after.x + 40, after.y + 16);
    await formOf(page).waitFor();
    expect(await boxOf(page, covered)).toEqual(after);
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "Esc right after a letter leads from the form to its block, the next one closes the form, and the text is kept",
  async () => {
    const { builder, draft } = await openStrip();
    const { page } = builder;
    await builder.open("b1");
    await formOf(page).getByRole("textbox", { name: "Message" }).click();
    // After each letter the editor asks what could complete it: the answer is nothing, and may not have come yet.
    await page.keyboard.type(" Hello there");
    await page.keyboard.press("Escape");
    const isOnBlock = "document.activeElement?.getAttribute('data-id') === 'b1'";
    expect(await page.evaluate(isOnBlock)).toBe(true);
    await page.keyboard.press("Escape");
    await formOf(page).waitFor({ state: "detached" });
    await expect.poll(async () => (await draft()).blocks.b1.params.text).toContain("Hello there");
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "arranging wraps a long strip into rows that can be read as a whole",
  async () => {
    const { builder } = await openStrip();
    const { page } = builder;
    await page.keyboard.press("Shift+!");
    await expect.poll(() => zoomOf(page)).toBeLessThan(30);
    await page.keyboard.press("Shift+A");
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(65);
    const tops = await Promise.all(ids.map(async (id) => (await boxOf(page, id)).y));
    expect(new Set(tops.map(Math.round)).size).toBe(3);
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "what is drawn has names for those who hear it: arrows by what they join, outputs by where they lead",
  async () => {
    const { builder } = await openStrip();
    const { page } = builder;
    const named = (name: string) => page.getByRole("img", { name, exact: true });
    await named("Ten: from Ask for amount to Send a message").waitFor({ state: "attached" });
    await named("Output “Ten” of Ask for amount, leads to Send a message").waitFor({
      state: "attached",
    });
    await named("Output “Then” of Send a message, leads nowhere yet").waitFor({
      state: "attached",
    });
    // One comes from block to block by Tab: arrows are no stops.
    await page.locator('.react-flow__node[data-id="b0"]').focus();
    await page.keyboard.press("Tab");
    await expect
      .poll(() => page.evaluate("document.activeElement?.getAttribute('data-id')"))
      .toBe("b1");
  },
  120_000,
);

test.skipIf(hasNoBrowser)(
  "one draws by keys alone: a new block, its form, back to it, and the next one",
  async () => {
    const { builder, draft } = await openStrip();
    const { page } = builder;
    const focused = () =>
      page.evaluate<string>("document.activeElement?.closest('[aria-label]')?.ariaLabel");
    // It is out of sight: a click would have to scroll what does not scroll.
    await page.getByRole("tab", { name: "Find" }).click();
    await page.getByRole("searchbox", { name: "Find in the flow" }).fill("b11");
    await page.getByRole("button", { name: /^Send a message/ }).click();
    await page.locator('.react-flow__node.selected[data-id="b11"]').waitFor();
    for (const [words, kind, field, text] of [
      ["say", "Send a message", "Message", " One more"],
      ["wait", "Wait for callback", "Message while waiting", "Two more"],
    ] as const) {
      await page.keyboard.press("n");
      await chooseKind(page, words, kind);
      await expect.poll(focused).toBe(kind);
      await page.keyboard.press("Enter");
      await expect.poll(focused).toBe(field);
      await page.keyboard.type(text);
      await page.keyboard.press("Escape");
      await expect.poll(focused).toBe(kind);
    }
    const added = async () => {
      const { blocks } = await draft();
      const first = blocks[blocks.b11.next?.success];
      return [first, blocks[first?.next?.success]];
    };
    await expect.poll(added).toMatchObject([
      { kind: "send_text", params: { text: "Hello. One more" } },
      { kind: "wait", params: { text: "Two more" } },
    ]);
  },
  120_000,
);
