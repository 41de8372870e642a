import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";

let product: Product;

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off" });
});
afterAll(() => product?.stop());

/** What the document describes: `GET /v1/customers/` and all the others, and the calls that Parley makes itself. */
async function describedCalls(): Promise<readonly string[]> {
  const document: unknown = await (await fetch(`${product.url}/v1/openapi.json`)).json();
  const { paths, webhooks } = document as Record<"paths" | "webhooks", Record<string, object>>;
  return Object.entries({ ...paths, ...webhooks }).flatMap(([path, calls]) =>
    Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** What the page lists. A long path has places to break a line that nobody sees. */
const listedCalls = (page: Page) =>
  page.locator(".opblock-summary").evaluateAll((lines) =>
    lines.map((line) => {
      const part = (name: string) => line.querySelector(`.opblock-summary-${name}`)?.textContent;
      return `${part("method")} ${part("path")?.replaceAll("\u200b", "")}`;
    }),
  );

const sidewaysPixels = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The words that stand too faint on what is behind them. */
async function faintWords(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).withRules(["color-contrast"]);
  for (const part of [".info .renderedMarkdown", ".opblock-tag", ".opblock-summary-path"])
    axe.include(part);
  const { violations, passes } = await axe.include(".opblock-summary-description").analyze();
  expect(passes.flatMap(({ nodes }) => nodes).length).toBeGreaterThan(100);
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
}

describe.skipIf(hasNoBrowser)("The page that describes the API", { timeout: 90_000 }, () => {
  test.each([
    { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
    { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  ] as const)("lists every call and opens one by the keyboard: %j", async (options) => {
    const page = await (await openProfile(await openBrowser(), options)).newPage();
    const faults: string[] = [];
    page.on("console", (said) => {
      if (/error|warning/.test(said.type())) faults.push(said.text());
    });
    page.on("response", (answer) => {
      if (!answer.ok()) faults.push(`${answer.status()} ${answer.url()}`);
    });
    await page.goto(`${product.url}/docs`);
    const described = await describedCalls();
    expect(described.length).toBeGreaterThan(90);
    await expect.poll(async () => (await listedCalls(page)).length).toBe(described.length);
    expect((await listedCalls(page)).toSorted()).toEqual(described.toSorted());
    expect(await faintWords(page)).toEqual([]);

    const first = page.locator(".opblock").first();
    await tabTo(page, "listCustomers");
    await page.keyboard.press("Enter");
    await first.getByText("How many to leave out, from the first.").waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    await page.keyboard.press("Enter");
    await first.getByText("How many to leave out, from the first.").waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });
});

/** Presses Tab until the focus is on the line of this operation, as far as a page reasonably goes. */
async function tabTo(page: Page, operation: string): Promise<void> {
  const block = page.locator(`.opblock[id$="${operation}"]`);
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await block.locator(":focus").count()) > 0) return;
  }
  throw new Error(`The keyboard does not reach ${operation}.`);
}
