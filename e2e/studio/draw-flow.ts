import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A person's hands in the builder: everything by the names that are on the screen. */
export interface FlowDrawing {
  /** The form of the block that is selected. */
  readonly form: Locator;
  block(name: string): Locator;
  /** Adds a block after the one that is selected: N, its name, Enter. */
  addNext(kind: string): Promise<void>;
  /** Pulls an arrow out of a block to an empty place, and chooses there what follows. */
  pullOut(block: string, output: string | null, kind: string): Promise<void>;
  /** Drags a kind from the palette to the free place below a block. */
  dragBelow(kind: string, block: Locator): Promise<void>;
  /** Writes over what stands in a field of the form. */
  write(label: string, text: string): Promise<void>;
  /** Types, chooses among what is offered, and goes on typing behind it. */
  complete(start: string, choice: string): Promise<void>;
  /** Gives the block a name of its own. */
  name(name: string): Promise<void>;
  /** Goes from the form back to the block, by Esc. */
  leaveForm(): Promise<void>;
  /** Shows a block through the search of the flow. */
  find(name: string): Promise<void>;
}

/** Opens no page: takes the builder that is open on this one. */
export function drawFlow(page: Page): FlowDrawing {
  const form = page.getByRole("complementary", { name: "The selected block" });
  const block = (name: string) => page.getByRole("group", { name, exact: true });
  return {
    form,
    block,
    addNext: async (kind) => {
      await page.keyboard.press("n");
      await chooseKind(page, kind);
    },
    pullOut: async (name, output, kind) => {
      await pullToEmptySpace(page, block(name), output ?? name);
      await chooseKind(page, kind);
    },
    dragBelow: (kind, above) => dragBelow(page, kind, above),
    write: async (label, text) => {
      await form.getByRole("textbox", { name: label, exact: true }).click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.press("Backspace");
      await page.keyboard.type(text);
    },
    complete: async (start, choice) => {
      await page.keyboard.type(start);
      await page.getByRole("option", { name: choice }).click();
    },
    name: (name) => form.getByRole("textbox", { name: "Name of the block" }).fill(name),
    leaveForm: () => leaveForm(page),
    find: async (name) => {
      await page.getByRole("tab", { name: "Find" }).click();
      await page.getByRole("searchbox", { name: "Find in the flow" }).fill(name);
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("tab", { name: "Blocks" }).click();
    },
  };
}

/** Writes words into the menu of kinds that is opening, and takes the kind that they find. The new block has the focus then. */
export async function chooseKind(page: Page, words: string, kind = words): Promise<void> {
  const menu = page.getByRole("dialog", { name: "Add a block" });
  await menu.waitFor();
  await page.keyboard.type(words);
  const name = new RegExp(`^${kind}`);
  await menu.getByRole("option", { name, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await menu.waitFor({ state: "detached" });
  await expect.poll(() => isOnBlock(page)).toBe(true);
}

const isOnBlock = (page: Page) =>
  page.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'group'");

/** An output is the dot at the right edge of its block, at the height of its label. */
async function pullToEmptySpace(page: Page, block: Locator, label: string): Promise<void> {
  const words = block.getByText(label, { exact: true });
  await makeRoomBelow(page, block);
  await words.hover();
  const [card, line] = await Promise.all([block.boundingBox(), words.boundingBox()]);
  if (!card || !line) throw new Error(`The output ${label} is not in sight.`);
  const [x, y] = [card.x + card.width, line.y + line.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 150, { steps: 8 });
  await page.mouse.up();
}

const roomPx = 280;

/** Scrolls the canvas where a block stands at its lower edge. */
async function makeRoomBelow(page: Page, block: Locator): Promise<void> {
  // What was added last may still be moving into view.
  await block.hover();
  const card = await block.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  const lackPx = card ? card.y + card.height + roomPx - height : 0;
  if (card && lackPx > 0) {
    await page.mouse.wheel(0, lackPx);
    await expect.poll(async () => (await block.boundingBox())?.y).toBeLessThan(card.y);
  }
  await block.hover();
}

async function dragBelow(page: Page, kind: string, block: Locator): Promise<void> {
  const search = page.getByRole("combobox", { name: "Kinds of blocks" });
  const canvas = page.getByRole("application", { name: "Flow" });
  await search.fill(kind);
  await makeRoomBelow(page, block);
  const [area, card] = await Promise.all([canvas.boundingBox(), block.boundingBox()]);
  if (!area || !card) throw new Error("There is nothing to drag below.");
  const targetPosition = { x: card.x - area.x, y: card.y + card.height - area.y + 100 };
  const row = page.getByRole("option", { name: new RegExp(`^${kind}`) });
  await row.dragTo(canvas, { targetPosition });
  await search.fill("");
}

async function leaveForm(page: Page): Promise<void> {
  // One Esc may go to a list of completions that is about to open.
  for (let presses = 0; presses < 5; presses += 1) {
    if (await isOnBlock(page)) return;
    await page.keyboard.press("Escape");
  }
  throw new Error("Esc does not lead out of the form.");
}
