import type { Page } from "playwright-core";
import type { StudioScreen } from "./studio-screens.ts";
import type { StudioWorld } from "./studio-world.ts";

/** Opens a screen and waits until it has come to rest. */
export async function openScreen(
  page: Page,
  world: StudioWorld,
  { path, open }: StudioScreen,
): Promise<void> {
  await page.goto(`${world.product.url}/studio${path}`);
  await settle(page);
  await open?.(page);
  if (open) await settle(page);
}

/** Screens that listen never fall silent on the network: what counts is that nothing says it is loading. */
async function settle(page: Page): Promise<void> {
  await page.locator("h1, h2, [role=dialog]").first().waitFor();
  await page.waitForTimeout(300);
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
  // A flow is there before the view that it opens with.
  await page.locator('.canvas[aria-busy="true"]').waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}
