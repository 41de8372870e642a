import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { startProduct } from "./start-server.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { createV1 } from "./studio/v1-client.ts";

test.skipIf(hasNoBrowser)(
  "blocks are taken from one bot to another with their arrows, and a comment and a group stay where they were put",
  async () => {
    const product = await startProduct({ PARLEY_RATE_LIMITS: "off" });
    onTestFinished(() => product.stop());
    const v1 = await createV1(product);
    const flow: unknown = JSON.parse(readFileSync("flows/support.json", "utf8"));
    const from = Object((await v1.post("bots/", { name: "Support", flow })).bot).id;
    const to = Object((await v1.post("bots/", { name: "Shop" })).bot).id;
    const context = await openProfile(await openBrowser(), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await enterStudio(context, { product });
    const page = await context.newPage();
    const cards = page.locator(".react-flow__node-card");
    const arrows = page.locator(".react-flow__edge");
    const open = async (bot: number) => {
      await page.goto(`${product.url}/studio/bots/${bot}/builder`);
      await cards.first().focus();
    };

    await open(from);
    const [wholeCards, wholeArrows] = [await cards.count(), await arrows.count()];
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");

    await open(to);
    const [ownCards, ownArrows] = [await cards.count(), await arrows.count()];
    await page.keyboard.press("Control+v");
    await expect.poll(() => cards.count()).toBe(ownCards + wholeCards);
    expect(await arrows.count()).toBe(ownArrows + wholeArrows);
    await page.keyboard.press("Control+g");
    await cards.first().focus();
    await page.keyboard.press("Shift+C");
    await page.getByLabel("What should others know?").fill("Who answers at night?");
    await page.getByRole("dialog").getByRole("button", { name: "Comment", exact: true }).click();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    await page.reload();
    await expect.poll(() => cards.count()).toBe(ownCards + wholeCards);
    const { flow: kept } = await v1.get(`bots/${to}/draft/`);
    expect(Object.keys(Object(kept).groups)).toHaveLength(1);
    const { comments } = await v1.get(`bots/${to}/comments/`);
    expect(comments).toMatchObject([{ text: "Who answers at night?", resolved: false }]);
  },
  120_000,
);
