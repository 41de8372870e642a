import { existsSync, mkdirSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type ConsoleMessage,
  chromium,
  type Page,
} from "playwright-core";
import { onTestFinished } from "vitest";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Without a browser these tests are left out; where everything must run (CI) they fail instead. */
export const hasNoBrowser = !existsSync(executablePath) && !process.env.PARLEY_TEST_ALL;

/** Starts a browser that ends with the test. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath });
  onTestFinished(() => browser.close());
  return browser;
}

/** One person's browser profile. Fails the test on anything the page's policy refuses and on page errors. */
export async function openProfile(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  // Shorter than a test, so that a failure names the step.
  context.setDefaultTimeout(25_000);
  const faults: string[] = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (isPolicyFault(message)) faults.push(message.text());
    });
  });
  onTestFinished(() => {
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
  return context;
}

/** Whether the browser says by this that a page's policy has refused something. */
export const isPolicyFault = (message: ConsoleMessage): boolean =>
  message.type() === "error" && /Content Security Policy|Refused to/.test(message.text());

/** Writes a picture for people to look at, outside git. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PARLEY_SHOTS ?? "var/shots";
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}
