import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Locator, type Page, type Response } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterStudio } from "./studio/enter-studio.ts";
import { leadsAmong, sendSilentVisitor } from "./studio/lead-visitors.ts";
import { leadVisitors, openStudioWorld, type StudioWorld } from "./studio/studio-world.ts";

let world: StudioWorld;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  world = await openStudioWorld();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const context = await browser.newContext({ acceptDownloads: true, reducedMotion: "reduce" });
  await enterStudio(context, world);
  page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
});

afterAll(async () => {
  await browser.close();
  await world.product.stop();
});

const open = () =>
  page.goto(`${world.product.url}/studio/bots/${world.ids.leadBot}/insights?range=24h`);
const leads = leadsAmong(leadVisitors);

test("what visitors did is counted to the last one, on the totals, the list and the flow", async () => {
  await expect
    .poll(
      async () => {
        await open();
        const tile = page.getByRole("button", { name: /^Completed/ });
        // Until the first step of counting there is nothing to see.
        return tile.textContent({ timeout: 15_000 }).catch(() => "");
      },
      { timeout: 120_000, interval: 2_000 },
    )
    .toContain(String(leads));
  // Who came last may be counted last, and has not come to the end.
  const begun = page.getByRole("button", { name: /^Conversations/ });
  await expect.poll(() => begun.textContent()).toContain(`Conversations${leadVisitors}`);
  const thanks = page.getByRole("row", { name: /^Goodbye/ });
  await expect.poll(() => thanks.textContent()).toContain(`Goodbye${leads}Ends`);
  // The picture of the flow lists the same answer as a way out of its block.
  const answers = page.getByRole("region", { name: "Answers" });
  const garden = answers.getByRole("listitem").filter({ hasText: /^A whole new garden\d+50%$/ });
  await expect.poll(() => garden.count()).toBe(1);
  const asked = page.locator(".step", { hasText: "Ask for the name" });
  await expect.poll(() => asked.textContent()).toContain(`Ask for the name${leadVisitors}`);
}, 180_000);

const waitingOf = async (row: Locator) => Number(await row.getByRole("cell").nth(3).innerText());

test("who looks sees within seconds that somebody has just come, and where they wait", async () => {
  await open();
  const begun = page.getByRole("button", { name: /^Conversations/ });
  const asked = page.getByRole("row", { name: /^Ask for the name/ });
  await begun.getByText(String(leadVisitors), { exact: true }).waitFor();
  const waitedBefore = await waitingOf(asked);
  await sendSilentVisitor(world.product, world.leadToken);
  // A busy machine is slow in everything: what counts is that one of the next looks, three seconds apart, shows it.
  const looks: string[] = [];
  const note = (response: Response) => {
    if (new URL(response.url()).pathname.endsWith("/insights/")) looks.push(response.url());
  };
  page.on("response", note);
  await begun.getByText(String(leadVisitors + 1), { exact: true }).waitFor();
  page.off("response", note);
  expect(looks.length).toBeLessThanOrEqual(3);
  await expect.poll(() => waitingOf(asked)).toBe(waitedBefore + 1);
});

test("keys go through the chart, and it is drawn anew in another theme", async () => {
  const chart = page.getByRole("slider", { name: "Conversations" });
  await page.locator(".chart-canvas canvas").waitFor();
  await chart.press("ArrowLeft");
  await expect.poll(() => chart.getAttribute("aria-valuetext")).toMatch(/: Conversations \d+$/);
  await expect.poll(() => page.locator(".chart-tip").innerText()).toContain("Conversations");
  await chart.press("Escape");
  await expect.poll(() => page.locator(".chart-tip").count()).toBe(0);
  const drawn = () => page.locator(".chart-canvas canvas").screenshot();
  const light = await drawn();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await drawn()).equals(light)).toBe(false);
});

test("a block of the list is shown in the picture, and the builder opens at it", async () => {
  await page.getByRole("button", { name: "Ask for a text" }).click();
  await expect.poll(() => page.url()).toContain("block=ask_wishes");
  await expect.poll(() => page.locator(".step-focused").innerText()).toContain("Ask for a text");
  const link = page.getByRole("link", { name: "Open Ask for a text in the builder" });
  await expect.poll(() => link.getAttribute("href")).toMatch(/\/builder\?block=ask_wishes$/);
});

test("the blocks are taken along as a table", async () => {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Blocks (CSV)" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toMatch(
    new RegExp(`^"lead","[^"]+","goal",${leads},`, "m"),
  );
});

test("on a phone everything is there without scrolling sideways, and nobody is kept out", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open();
  await page.getByRole("button", { name: "Ask for a text" }).waitFor();
  const width = () => page.evaluate("document.querySelector('.page-work').scrollWidth");
  await expect.poll(width).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Show the flow" }).click();
  await page.locator(".step").first().waitFor();
  const found = await new AxeBuilder({ page }).include("#work").analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
});

test("the policy of the page was kept: nothing was refused, nothing threw", () => {
  expect(problems).toEqual([]);
});
