import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, type Desk, openDesk, publishBot, type WebBot } from "./web-bot.ts";

let product: Product;
let photo: WebBot;
let arabic: WebBot;
let desk: Desk;

const photoFlow = {
  ready: asks("Ready?", "ready", "photo"),
  photo: {
    kind: "ask_file",
    params: { text: "A photo?", field: "photo", kinds: ["image", "video"] },
    next: { success: "done" },
  },
  done: asks("Thank you.", "more"),
};
const arabicFlow = {
  name: asks("مرحباً، ما اسمك؟", "name", "number"),
  number: { kind: "ask_phone", params: { text: "ما رقم هاتفك؟", field: "number", country: "DE" } },
};

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  photo = await publishBot(product, photoFlow);
  arabic = await publishBot(product, arabicFlow);
  desk = await openDesk(product);
});
afterAll(() => product?.stop());

async function opened(bot: WebBot, options: Parameters<typeof openProfile>[1] = {}): Promise<Page> {
  const context = await openProfile(await openBrowser(), { reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(bot.pageUrl);
  await page.locator("textarea").waitFor();
  return page;
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

const dot = {
  name: "dot.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

describe.skipIf(hasNoBrowser)("How the chat looks to whom", { timeout: 90_000 }, () => {
  test("a file whose upload broke off is sent by one more press; kinds have the names people use", async () => {
    const page = await opened(photo);
    await write(page, "Yes");
    await page
      .getByRole("button", { name: "Choose a file" })
      .getByText("Image · Video ·")
      .waitFor();
    await page.route("**/webchat/files/**", (route) => route.abort(), { times: 1 });
    await page.locator("input[type=file]").setInputFiles(dot);
    await page.getByRole("alert").getByText("Not sent").waitFor();
    await picture(page, "chat-upload-broken");
    await page.getByRole("button", { name: "Retry" }).click();
    await page.getByText("Thank you.").waitFor();
    expect(await page.locator(".transfer").count()).toBe(0);
  });

  test("a file that will never be taken is not tried again", async () => {
    const page = await opened(photo);
    await write(page, "Yes");
    await page.getByRole("button", { name: "Choose a file" }).waitFor();
    const zip = { ...dot, name: "dot.zip", mimeType: "application/zip" };
    await page.locator("input[type=file]").setInputFiles(zip);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(0);
  });

  test("from the right to the left, a country's code keeps its plus in front and a name stays beside its face", async () => {
    const page = await opened(arabic, { viewport: { width: 390, height: 844 } });
    await write(page, "Ann");
    const code = page.locator(".country bdi");
    await code.waitFor();
    expect(await code.evaluate((it) => [it.textContent, getComputedStyle(it).direction])).toEqual([
      "+49",
      "ltr",
    ]);
    await desk.write("Ann", "Here I am");
    await page.locator(".dot").waitFor();
    await picture(page, "chat-agent-rtl");
    const name = await endOfWords(page, ".header h1");
    const face = (await page.locator(".header .avatar").boundingBox())?.x ?? 0;
    expect(face - name).toBeGreaterThan(0);
    expect(face - name).toBeLessThan(20);
  });

  test("with the system's own colours, bubbles and buttons have a line around them", async () => {
    const page = await opened(photo, { forcedColors: "active" });
    await write(page, "Yes");
    await page.getByText("A photo?").waitFor();
    await picture(page, "chat-forced-colours");
    for (const part of [".message--bot .bubble", ".message--user .bubble", ".send"]) {
      const line = page.locator(part).last();
      expect(await line.evaluate((it) => getComputedStyle(it).borderTopWidth)).toBe("1px");
    }
  });
});

/** How far to the right the words in this element reach. */
const endOfWords = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((it) => {
    const range = document.createRange();
    range.selectNodeContents(it);
    return range.getBoundingClientRect().right;
  });
