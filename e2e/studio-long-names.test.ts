import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { startProduct } from "./start-server.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { createV1 } from "./studio/v1-client.ts";

/** As long as a name may be, without a place where it would break. */
const longName = `ערוץ 🦊 ${"y".repeat(190)}`;

/** What stands beside one another in the bar at the top, each with the ends of what can be seen of it; all of one moment. */
async function barOf(page: Page): Promise<readonly [number, number][]> {
  const parts = page.locator(".page-crumbs li > *, .page-status > *, .page-actions");
  const boxes = await parts.evaluateAll((found) =>
    found.map((part) => part.getBoundingClientRect()).map(({ x, width }) => ({ x, width })),
  );
  return boxes
    .filter(({ width }) => width > 0)
    .map(({ x, width }) => [Math.round(x), Math.round(x + width)]);
}

test.skipIf(hasNoBrowser)(
  "names as long as they may be leave what stands beside them in its place, wide and on a phone",
  async () => {
    const product = await startProduct({ PARLEY_RATE_LIMITS: "off" });
    onTestFinished(() => product.stop());
    const v1 = await createV1(product);
    const bot = Object((await v1.post("bots/", { name: longName })).bot).id;
    const made = await v1.post("channels/", { name: longName, type: "landbot", bot_id: bot });
    const channel = Object(made.channel).id;
    const context = await openProfile(await openBrowser());
    await enterStudio(context, { product });
    const page = await context.newPage();
    const overlaps: string[] = [];
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of [`channels/${channel}`, `bots/${bot}/builder`, `bots/${bot}/versions`]) {
        await page.goto(`${product.url}/studio/${path}`);
        await page.locator(".page-actions button, .page-actions a").first().waitFor();
        const bar = await barOf(page);
        bar.forEach(([from], at) => {
          if (from < (bar[at - 1]?.[1] ?? 0))
            overlaps.push(`${path} at ${width}: ${bar.join(" ")}`);
        });
      }
    }
    expect(overlaps).toEqual([]);

    const note = `${"n".repeat(1990)} the end`;
    await v1.post(`bots/${bot}/publish/`, { note });
    await page.goto(`${product.url}/studio/bots/${bot}/versions`);
    const inList = page.getByRole("button", { name: "Version 1" }).getByText("the end");
    expect((await inList.boundingBox())?.height).toBeLessThan(80);
    await page.getByRole("region", { name: "What differs" }).getByText("the end").waitFor();

    await page.goto(`${product.url}/studio/integrations`);
    // An empty list, once it has come, has the same button.
    await page.getByRole("button", { name: "Add a new MessageHook" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill(longName);
    await page.getByLabel("Hook URL", { exact: true }).fill("https://hooks.example.org/");
    await page.getByLabel("Channel", { exact: true }).selectOption(String(channel));
    await page.getByRole("button", { name: "Confirm" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Signing secret").waitFor();
    await picture(page, "studio-long-names-dialog");
    const isWithin = async () => {
      const title = await dialog.getByRole("heading").boundingBox();
      const outer = await dialog.boundingBox();
      return title !== null && outer !== null && title.width < outer.width;
    };
    await expect.poll(isWithin).toBe(true);
  },
  120_000,
);
