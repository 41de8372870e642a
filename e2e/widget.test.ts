import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBreakableLine } from "./breakable-line.ts";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, type Desk, openDesk, publishBot, type WebBot } from "./web-bot.ts";

let product: Product;
let talk: WebBot;
let inputs: WebBot;
let arabic: WebBot;
let desk: Desk;

/** Asks for ever, so that what a visitor writes is always an answer. */
const talking = {
  name: asks("What is your name?", "name", "more"),
  more: asks("Go on, @name?", "said", "more"),
};
const asking = {
  ready: asks("Ready?", "ready", "day"),
  day: {
    kind: "ask_date",
    params: { text: "Which day?", field: "day", minDate: "2030-05-01", maxDate: "2030-05-31" },
    next: { success: "stars" },
  },
  stars: {
    kind: "ask_rating",
    params: { text: "How was it?", field: "stars" },
    next: { success: "photo" },
  },
  photo: {
    kind: "ask_file",
    params: { text: "A photo?", field: "photo" },
    next: { success: "done" },
  },
  done: { kind: "send_text", params: { text: "Day @day, @stars stars." } },
};
const arabicAsking = {
  hello: asks("مرحباً، ما اسمك؟", "name", "kind"),
  kind: {
    kind: "buttons",
    params: {
      text: "كيف يمكننا مساعدتك اليوم؟",
      options: [
        { id: "a", label: "حجز موعد صيانة للدراجة" },
        { id: "b", label: "أين طلبي؟" },
      ],
    },
  },
};

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  talk = await publishBot(product, talking);
  inputs = await publishBot(product, asking);
  arabic = await publishBot(product, arabicAsking);
  desk = await openDesk(product);
});
afterAll(() => product?.stop());

const profile = async (options: Parameters<typeof openProfile>[1] = {}) =>
  openProfile(await openBrowser(), { reducedMotion: "reduce", ...options });

async function opened(context: BrowserContext, bot: WebBot): Promise<Page> {
  const page = await context.newPage();
  await page.goto(bot.pageUrl);
  await page.locator("textarea").waitFor();
  return page;
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

const bubbles = (page: Page) => page.locator("[data-lb-part=message-text]").allInnerTexts();

async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => /serious|critical/.test(impact ?? ""))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

const sidewaysPixels = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll(".scroll")].map(
        (box) => box.scrollWidth - box.clientWidth,
      ),
    ),
  );

describe.skipIf(hasNoBrowser)("The chat in a real browser", { timeout: 90_000 }, () => {
  test("asks nothing of the server before the visitor has written", async () => {
    const page = await (await profile()).newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(talk.pageUrl);
    await page.getByText("What is your name?").waitFor();
    await page.waitForTimeout(300);
    expect(asked.filter((path) => /^\/webchat\/(auth|api)/.test(path))).toEqual([]);
  });

  test("shows two tabs the same, and what is written quickly in its order", async () => {
    const context = await profile();
    const one = await opened(context, talk);
    await write(one, "Ann");
    await one.getByText("Go on, Ann?").waitFor();
    const two = await opened(context, talk);
    await two.getByText("Go on, Ann?").waitFor();
    const said = Array.from({ length: 6 }, (_, n) => `Message ${n}`);
    for (const text of said) await write(one, text);
    await expect.poll(async () => (await bubbles(two)).length).toBe(3 + 2 * said.length);
    await expect.poll(() => bubbles(one)).toEqual(await bubbles(two));
    expect((await bubbles(two)).filter((text) => text.startsWith("Message"))).toEqual(said);
  });

  test("keeps half a sentence and the focus while an answer comes", async () => {
    const page = await opened(await profile(), talk);
    await write(page, "Ann");
    await page.locator("textarea").fill("Half a sen");
    await page.getByText("Go on, Ann?").waitFor();
    expect(await page.locator("textarea").inputValue()).toBe("Half a sen");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  });

  test("sends once what was written without a line, says that it reconnects, and stops saying so", async () => {
    const context = await profile();
    const line = await openBreakableLine(product.url);
    const page = await opened(context, {
      ...talk,
      pageUrl: talk.pageUrl.replace(product.url, line.url),
    });
    await write(page, "Ann");
    await page.getByText("Go on, Ann?").waitFor();
    await context.setOffline(true);
    line.cut();
    await write(page, "Kept for later");
    await page.locator("[data-unconfirmed=queued]").waitFor();
    await page.locator(".banner", { hasText: /reconnect/i }).waitFor();
    line.mend();
    await context.setOffline(false);
    await page.locator("[data-unconfirmed]").waitFor({ state: "detached" });
    await page.locator(".banner").waitFor({ state: "detached" });
    await expect.poll(async () => (await bubbles(page)).length).toBe(5);
    expect((await bubbles(page)).filter((text) => text === "Kept for later")).toHaveLength(1);
  });

  test("loses nothing and doubles nothing over a line that breaks again and again", async () => {
    const line = await openBreakableLine(product.url);
    const pageUrl = talk.pageUrl.replace(product.url, line.url);
    const page = await opened(await profile(), { ...talk, pageUrl });
    await write(page, "Breaker");
    await page.getByText("Go on, Breaker?").waitFor();
    for (const turn of [0, 1, 2]) {
      line.cut();
      await desk.write("Breaker", `Missed ${turn}`);
      line.mend();
      await desk.write("Breaker", `Told ${turn}`);
      await page.getByText(`Told ${turn}`).waitFor();
    }
    const told = (await bubbles(page)).filter((text) => /^(Missed|Told)/.test(text));
    expect(told).toEqual([0, 1, 2].flatMap((turn) => [`Missed ${turn}`, `Told ${turn}`]));
  });

  test("begins anew with a visitor whom the server has forgotten", async () => {
    const page = await opened(await profile(), talk);
    await write(page, "Forgotten");
    await page.getByText("Go on, Forgotten?").waitFor();
    await desk.erase("Forgotten");
    await page.reload();
    await expect.poll(() => bubbles(page)).toEqual(["What is your name?"]);
    await write(page, "Somebody");
    await page.getByText("Go on, Somebody?").waitFor();
  });

  test("lets somebody who was shut out not learn it: what they write stays before them", async () => {
    const page = await opened(await profile(), talk);
    await write(page, "Shouter");
    await page.getByText("Go on, Shouter?").waitFor();
    await desk.block("Shouter");
    await write(page, "Hello?");
    await page.locator("[data-unconfirmed=sent]", { hasText: "Hello?" }).waitFor();
    await write(page, "Anybody?");
    await page.locator("[data-unconfirmed=sent]", { hasText: "Anybody?" }).waitFor();
    expect((await bubbles(page)).slice(-2)).toEqual(["Hello?", "Anybody?"]);
    expect(await page.getByText(/sending|not sent/i).count()).toBe(0);
  });

  test("keeps a message written without a line over a closed tab", async () => {
    const context = await profile();
    const page = await opened(context, talk);
    await write(page, "Ann");
    await page.getByText("Go on, Ann?").waitFor();
    await context.setOffline(true);
    await write(page, "From the tunnel");
    await page.locator("[data-unconfirmed=queued]").waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await opened(context, talk);
    await expect.poll(async () => (await bubbles(again)).length).toBe(5);
    expect((await bubbles(again)).filter((text) => text === "From the tunnel")).toHaveLength(1);
  });

  test("takes a day by the keyboard and gives the focus back, a rating by a press, and a real picture", async () => {
    const page = await opened(await profile(), inputs);
    await write(page, "Yes");
    const days = page.getByRole("grid");
    await days.locator("button:enabled").first().focus();
    for (const key of ["ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await page.locator(".calendar .primary").press("Enter");
    await page.locator(".calendar").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    expect(await page.locator("textarea").inputValue()).toBe("");
    await page.getByRole("button", { name: "4 / 5" }).click();
    await page.locator(".file-input").waitFor();
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: png });
    await page.getByText("Day 2030-05-09, 4 stars.").waitFor();
    const picture = page.locator("[data-lb-part=message] img").last();
    const width = () => picture.evaluate((it: HTMLImageElement) => it.naturalWidth);
    await expect.poll(width, { timeout: 25_000 }).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("says why a file will not go, and sends nothing", async () => {
    const page = await opened(await profile(), inputs);
    await write(page, "Yes");
    await page.getByRole("grid").locator("button:enabled").first().click();
    await page.locator(".calendar .primary").click();
    await page.getByRole("button", { name: "1 / 5" }).click();
    await page.locator(".file-input").waitFor();
    const notPng = {
      name: "dot.png",
      mimeType: "image/png",
      buffer: Buffer.from("<svg onload=alert(1)>"),
    };
    await page.locator("input[type=file]").setInputFiles(notPng);
    await page.locator("[data-lb-part=input-error]").waitFor();
    expect(await page.getByText("Day 2030-05-01, 1 stars.").count()).toBe(0);
  });

  test.each(["light", "dark"] as const)(
    "fits a phone from the right to the left, %s",
    async (colorScheme) => {
      const page = await opened(
        await profile({ viewport: { width: 390, height: 844 }, colorScheme }),
        arabic,
      );
      expect(await page.locator("[data-lb-part=window]").getAttribute("dir")).toBe("rtl");
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
      await write(page, "آن");
      await page.locator(".option").first().waitFor();
      expect(await sidewaysPixels(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      const [bot, own] = await Promise.all(
        [
          page.locator("[data-lb-part=message-text]").first(),
          page.getByText("آن", { exact: true }),
        ].map((it) => it.boundingBox()),
      );
      expect((bot?.x ?? 0) + (bot?.width ?? 0)).toBeGreaterThan((own?.x ?? 0) + (own?.width ?? 0));
    },
  );
});

/** The smallest picture there is. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
