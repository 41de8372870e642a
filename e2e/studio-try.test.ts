import type { Locator, Page } from "playwright-core";
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
  const follow = page.getByRole("button", { name: "Follow on the canvas" });
  const isFollowing = () => follow.getAttribute("aria-pressed");
  return { page, chat, answer, follow, isFollowing };
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
    const { page, chat, answer, follow, isFollowing } = await openTrial(motion);
    await answer("First?");
    await expect.poll(isSeen(page, "two")).toBe(true);
    expect(await isFollowing()).toBe("true");
    await page.locator(".react-flow__pane").hover({ position: { x: 200, y: 300 } });
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

/** Turns the wheel once, and presses the switch in the first frame that shows it off: sooner than any hand can. */
async function turnAndFollow(pane: Locator, follow: Locator): Promise<void> {
  const control = await follow.elementHandle();
  await pane.evaluate(async (canvas, button) => {
    const { x, y } = canvas.getBoundingClientRect();
    const place = { clientX: x + 200, clientY: y + 300, bubbles: true, cancelable: true };
    canvas.dispatchEvent(new WheelEvent("wheel", { ...place, deltaX: 4000 }));
    while (button?.ariaPressed !== "false")
      await new Promise((resolve) => requestAnimationFrame(resolve));
    if (button instanceof HTMLElement) button.click();
  }, control);
}

test.skipIf(hasNoBrowser)(
  "the wheel, a pull and the overview each let go of a run, a press does not, and following goes on however soon it is asked for",
  async () => {
    const { page, answer, follow, isFollowing } = await openTrial("reduce");
    const pane = page.locator(".react-flow__pane");
    const pull = async (place: Locator, button: "left" | "middle", byPx: number) => {
      await place.hover();
      await page.mouse.down({ button });
      const box = await place.boundingBox();
      if (!box) throw new Error("There is nothing to pull at.");
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      if (byPx > 0) await page.mouse.move(at.x + byPx, at.y + byPx, { steps: 4 });
      await page.mouse.up({ button });
    };
    await answer("First?");
    await expect.poll(isSeen(page, "two")).toBe(true);
    await turnAndFollow(pane, follow);
    await expect.poll(isSeen(page, "two")).toBe(true);
    expect(await isFollowing()).toBe("true");

    await pull(pane, "middle", 0);
    expect(await isFollowing()).toBe("true");
    await pull(pane, "middle", 40);
    await expect.poll(isFollowing).toBe("false");
    await follow.click();
    await expect.poll(isFollowing).toBe("true");
    await pull(page.locator(".minimap"), "left", 10);
    await expect.poll(isFollowing).toBe("false");
  },
  120_000,
);
