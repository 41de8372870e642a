import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld } from "./studio/studio-world.ts";

const asks = (text: string, field: string, next?: string) => ({
  kind: "ask_text",
  name: text,
  params: { text, field },
  ...(next && { next: { success: next } }),
});
/** Too wide for any screen: each question is out of sight of the one before. */
const layout = Object.fromEntries(
  ["one", "two", "three", "over"].map((id, at) => [id, { x: at * 2000, y: at * 900 }]),
);

async function openTrial(reducedMotion: "reduce" | "no-preference") {
  const world = await openStudioWorld();
  onTestFinished(() => world.product.stop());
  const make = async (name: string, blocks: object) => {
    const flow = { format: 1, name, start: "one", blocks, layout };
    return Number(Object((await world.v1.post("bots/", { name, flow })).bot).id);
  };
  const shop = await make("Corner shop", { one: asks("Which size?", "size") });
  await world.v1.post(`bots/${shop}/publish/`, { note: "" });
  const bot = await make("Long way", {
    one: asks("First?", "first", "two"),
    two: asks("Second?", "second", "three"),
    three: asks("Third?", "third", "over"),
    over: { kind: "jump", params: { bot: shop } },
  });
  const browser = await openBrowser();
  const size = { width: 1440, height: 900 };
  const context = await openProfile(browser, { viewport: size, reducedMotion });
  await enterStudio(context, world);
  const { page } = await openBuilder(context, world, bot);
  await page.getByRole("button", { name: "Try it" }).click();
  const chat = page.frameLocator("iframe").first();
  const answer = async (question: string) => {
    await chat.getByText(question).waitFor();
    await chat.getByRole("textbox").fill("Yes");
    await chat.getByRole("textbox").press("Enter");
  };
  return { page, chat, answer };
}

const isSeen = (page: Page, id: string) => async () => {
  const box = await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox();
  const canvas = await page.locator(".canvas").boundingBox();
  const panel = await page.getByRole("complementary", { name: "Try it" }).boundingBox();
  if (!box || !canvas || !panel) return false;
  const isAcross = box.x >= canvas.x && box.x + box.width <= panel.x;
  return isAcross && box.y >= canvas.y && box.y + box.height <= canvas.y + canvas.height;
};

test.skipIf(hasNoBrowser).each(["no-preference", "reduce"] as const)(
  "a run stays in sight until a hand moves the canvas, and goes on into another bot (motion: %s)",
  async (motion) => {
    const { page, chat, answer } = await openTrial(motion);
    const follow = page.getByRole("button", { name: "Follow on the canvas" });
    const isFollowing = () => follow.getAttribute("aria-pressed");
    await answer("First?");
    await expect.poll(isSeen(page, "two")).toBe(true);
    expect(await isFollowing()).toBe("true");
    await page.locator(".react-flow__pane").hover({ position: { x: 200, y: 300 } });
    // The movement of the step is over by then.
    await page.waitForTimeout(500);
    await page.mouse.wheel(900, 0);
    await expect.poll(isFollowing).toBe("false");
    await answer("Second?");
    await chat.getByText("Third?").waitFor();
    expect(await isSeen(page, "three")()).toBe(false);
    await follow.click();
    await expect.poll(isSeen(page, "three")).toBe(true);
    expect(await isFollowing()).toBe("true");
    await answer("Third?");
    await chat.getByText("Which size?").waitFor();
    await page.getByText("Goes on in Corner shop, published version 1").waitFor();
    await page.getByText("The visitor's turn: Which size?").waitFor();
    await picture(page, "studio-try-other-bot");
  },
  120_000,
);
