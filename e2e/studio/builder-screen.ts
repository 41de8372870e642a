import type { BrowserContext, Page } from "playwright-core";
import type { StudioWorld } from "./studio-world.ts";

/** One person in the builder. */
export interface BuilderScreen {
  readonly page: Page;
  /** How the edits stand, as the bar says it. */
  status(): Promise<string>;
  /** Goes on once the bar says so. */
  waitForStatus(words: string): Promise<void>;
  /** Selects a block and gives its form. */
  open(block: string): Promise<void>;
  /** The ids of all blocks in sight. */
  blocks(): Promise<readonly string[]>;
}

/** Opens a bot's builder, in the view that a flow opens with. */
export async function openBuilder(
  context: BrowserContext,
  { product }: StudioWorld,
  bot: number,
): Promise<BuilderScreen> {
  const page = await context.newPage();
  await page.goto(`${product.url}/studio/bots/${bot}/builder`);
  await page.locator('.canvas[aria-busy="false"]').waitFor();
  const status = page.locator(".page-status");
  return {
    page,
    status: () => status.innerText(),
    waitForStatus: (words) => status.getByText(words).waitFor(),
    open: async (block) => {
      await page.locator(`.react-flow__node[data-id="${block}"] .card-head`).click();
      await page.locator(`.react-flow__node.selected[data-id="${block}"]`).waitFor();
    },
    blocks: () =>
      page
        .locator(".react-flow__node-card")
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-id") ?? "")),
  };
}

/** Pulls an arrow out of a block's output to a point of the screen. */
export async function pullArrow(
  page: Page,
  block: string,
  output: string,
  to: { readonly x: number; readonly y: number },
): Promise<void> {
  const handle = page.locator(
    `.react-flow__node[data-id="${block}"] .react-flow__handle[data-handleid="${output}"]`,
  );
  const box = await handle.boundingBox();
  if (!box) throw new Error(`The output ${output} of ${block} is not in sight.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}
