import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { asks, publishBot, type WebBot } from "./web-bot.ts";

let product: Product;
let trip: WebBot;
let films: WebBot;

const says = (text: string, next: string) => ({
  ...{ kind: "send_text", params: { text }, next: { success: next } },
});
const shows = (kind: string, url: string, next: string, caption?: string) => ({
  ...{ kind: "media", params: { kind, url, ...(caption && { caption }) }, next: { success: next } },
});
const towns = ["Aveiro", "Braga", "Coimbra", "Évora", "Faro", "Guarda"];

const tripFlow = {
  ready: asks("Ready?", "ready", "first"),
  first: says("One two three four five.", "second"),
  second: says("And then this.", "way"),
  way: {
    kind: "buttons",
    params: {
      text: "Which way?",
      field: "way",
      options: [
        { id: "sea", label: "By **sea**", value: "ship" },
        { id: "land", label: "By land" },
        { id: "later", label: "Later" },
      ],
    },
    next: { sea: "at_sea", land: "sure", later: "rest" },
  },
  at_sea: says("The @way leaves at noon.", "sure"),
  rest: { kind: "delay", params: { seconds: 3600 }, next: { success: "sure" } },
  sure: {
    kind: "ask_yes_no",
    params: { text: "Sure?", field: "sure", yesLabel: "Quite", noLabel: "Not yet" },
    next: { yes: "town", no: "way" },
  },
  town: {
    kind: "buttons",
    params: {
      text: "To which town?",
      field: "town",
      options: towns.map((label, at) => ({ id: `town_${at}`, label })),
    },
    next: Object.fromEntries(towns.map((_, at) => [`town_${at}`, "done"])),
  },
  done: asks("To @town, then.", "more"),
};

/** Nobody is asked there: the test answers instead. */
const files = "http://files.example";
const filmFlow = {
  begin: asks("Ready?", "ready", "image"),
  image: shows("image", `${files}/kayak.svg`, "map", "The **new** kayak"),
  map: shows("image", `${files}/map.svg`, "video", "A map"),
  video: shows("video", `${files}/film.wav`, "sound", "On the water"),
  sound: shows("audio", `${files}/sea.wav`, "paper", "The sea"),
  paper: shows("document", `${files}/price%20list.pdf`, "tube"),
  tube: shows("iframe", "https://youtu.be/dQw4w9WgXcQ?t=90", "unlisted", "How to paddle"),
  unlisted: shows("iframe", "https://vimeo.com/123456789/ab12cd34", "page"),
  page: shows("iframe", "https://tides.example/today", "none"),
  none: shows("image", "@nobody", "end", "A picture that is none"),
  end: asks("That was all.", "more"),
};

beforeAll(async () => {
  if (hasNoBrowser) return;
  product = await startProduct({ PARLEY_DEMO: "off", PARLEY_RATE_LIMITS: "off" });
  trip = await publishBot(product, tripFlow);
  films = await publishBot(product, filmFlow);
});
afterAll(() => product?.stop());

type ProfileOptions = Parameters<typeof openProfile>[1];
const profile = async (options: ProfileOptions = {}) => openProfile(await openBrowser(), options);

async function write(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

/** Opens the trip in a page whose time stands still: what a bot seems to type comes when the test says so. */
async function opened(options: ProfileOptions = {}): Promise<Page> {
  const page = await (await profile(options)).newPage();
  await page.clock.install();
  await page.goto(trip.pageUrl);
  await page.locator("textarea").waitFor();
  await page.clock.pauseAt(Date.now() + 10_000);
  return page;
}

/** A page at the question for the way, for somebody who wants no motion. */
async function askedTheWay(): Promise<Page> {
  const page = await (await profile({ reducedMotion: "reduce" })).newPage();
  await page.goto(trip.pageUrl);
  await write(page, "Yes");
  await page.getByRole("button", { name: "By land" }).waitFor();
  return page;
}

const bubbles = (page: Page) => page.locator("[data-lb-part=message-text]").allInnerTexts();
const dots = (page: Page) => page.getByRole("img", { name: "Harbor is typing" });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName);
const greeted = ["Ready?", "Yes", "One two three four five."];

describe.skipIf(hasNoBrowser)("What a bot says and shows", { timeout: 90_000 }, () => {
  test("comes at reading pace, with dots before each message but the first, and options at the end", async () => {
    const page = await opened();
    await write(page, "Yes");
    await page.getByText("One two three").waitFor();
    await dots(page).waitFor();
    // 300 words a minute: a second for the five words before.
    await page.clock.runFor(999);
    expect(await bubbles(page)).toEqual(greeted);
    await picture(page, "chat-typing");
    await page.clock.runFor(1);
    await expect.poll(() => bubbles(page)).toEqual([...greeted, "And then this."]);
    expect(await dots(page).count()).toBe(1);
    expect(await page.locator(".option").count()).toBe(0);
    await page.clock.runFor(600);
    await page.getByRole("button", { name: "By land" }).waitFor();
    await dots(page).waitFor({ state: "detached" });
  });

  test("waits for nobody who answers ahead, and types through a delay of the flow", async () => {
    const page = await opened();
    await write(page, "Yes");
    await dots(page).waitFor();
    await write(page, "Later");
    const all = [...greeted, "And then this.", "Which way?", "Later"];
    await expect.poll(() => bubbles(page)).toEqual(all);
    await page.locator("[data-phase=delaying]").waitFor();
    expect(await dots(page).count()).toBe(1);
  });

  test("comes at once to those who want no motion", async () => {
    const page = await opened({ reducedMotion: "reduce" });
    await write(page, "Yes");
    await page.getByRole("button", { name: "By land" }).waitFor();
    expect(await bubbles(page)).toEqual([...greeted, "And then this.", "Which way?"]);
    expect(await dots(page).count()).toBe(0);
  });

  test("an option pressed in haste is said once, by its label, and keeps its value", async () => {
    const page = await askedTheWay();
    await picture(page, "chat-options");
    await page.getByRole("button", { name: "By sea" }).dblclick();
    await page.getByText("The ship leaves at noon.").waitFor();
    await page.getByRole("button", { name: "Quite" }).waitFor();
    expect((await bubbles(page)).slice(-4)).toEqual([
      "Which way?",
      "By sea",
      "The ship leaves at noon.",
      "Sure?",
    ]);
    expect(await page.getByRole("button", { name: "By land" }).count()).toBe(0);
  });

  test("keys press options, a press gives the focus back, and many options are searched", async () => {
    const page = await askedTheWay();
    await page.keyboard.press("2");
    await page.getByRole("button", { name: "Not yet" }).click();
    expect(await focused(page)).toBe("TEXTAREA");
    await page.getByRole("button", { name: "By land" }).click();
    await page.getByRole("button", { name: "Quite" }).click();
    await page.getByRole("searchbox").fill("evo");
    expect(await page.locator(".option").allInnerTexts()).toEqual(["Évora\n1"]);
    await picture(page, "chat-search");
    await page.getByRole("searchbox").press("Enter");
    await page.getByText("To Évora, then.").waitFor();
  });

  test.each([
    { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
    { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  ] as const)("media of every kind are drawn: %j", async (options) => {
    const context = await profile({ ...options, reducedMotion: "reduce" });
    const asked = await answerForOthers(context);
    const page = await context.newPage();
    await page.goto(films.pageUrl);
    await write(page, "Yes");
    await page.getByText("That was all.").waitFor();

    const image = page.getByRole("button", { name: "The new kayak" }).locator("img");
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1200);
    await picture(page, `chat-media-${options.colorScheme}`);
    const [start, width] = await edges(page, ".picture img");
    expect(start).toBe((await edges(page, ".film"))[0]);
    expect(width).toBeLessThanOrEqual(360);
    // A drawing that names its proportions alone has room, as one that names its size.
    const map = page.getByRole("button", { name: "A map" }).locator("img");
    await map.scrollIntoViewIfNeeded();
    await expect.poll(() => map.evaluate((it: HTMLImageElement) => it.width)).toBeGreaterThan(200);
    await image.click();
    const dialog = page.getByRole("dialog", { name: "The new kayak" });
    await dialog.getByRole("button", { name: "Close the image" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    for (const player of ["video", "audio"])
      await expect
        .poll(() => page.locator(player).evaluate((it: HTMLMediaElement) => it.duration))
        .toBeCloseTo(0.1);
    const paper = page.getByRole("link", { name: "price list.pdf" });
    expect(await paper.getAttribute("href")).toBe(`${files}/price%20list.pdf`);
    expect(await paper.getAttribute("download")).toBe("");
    for (const [at, player] of players.entries()) {
      const frame = page.locator("iframe").nth(at);
      await frame.scrollIntoViewIfNeeded();
      await frame.contentFrame().getByText(`This is ${player}`).waitFor();
    }
    await page.getByRole("link", { name: "tides.example" }).waitFor();
    await page.getByText("A picture that is none").waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    expect(asked()).toEqual(
      [
        ...["film.wav", "kayak.svg", "map.svg", "sea.wav"].map((it) => `${files}/${it}`),
        ...players,
      ].toSorted(),
    );
    expect(await context.cookies()).toEqual([]);
  });
});

/** The player without cookies from where the film is to begin, and a film that only its link opens. */
const players = [
  "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
  "https://player.vimeo.com/video/123456789?dnt=1&h=ab12cd34",
];

/** Answers for all sites but the product's; gives what was asked of them. */
async function answerForOthers(context: BrowserContext): Promise<() => readonly string[]> {
  const asked = new Set<string>();
  await context.route(
    (url) => url.origin !== product.url,
    (route) => {
      const url = route.request().url();
      asked.add(url);
      if (url.endsWith("map.svg"))
        return route.fulfill({ contentType: "image/svg+xml", body: map });
      if (url.endsWith(".svg")) return route.fulfill({ contentType: "image/svg+xml", body: svg });
      if (url.endsWith(".wav")) return route.fulfill({ contentType: "audio/wav", body: wav() });
      return route.fulfill({ contentType: "text/html", body: `This is ${url}` });
    },
  );
  return () => [...asked].toSorted();
}

/** Where the element begins, and how wide it is. */
async function edges(page: Page, selector: string): Promise<readonly [number, number]> {
  const box = await page.locator(selector).first().boundingBox();
  return [box?.x ?? -1, box?.width ?? -1];
}

const sidewaysPixels = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll(".scroll")].map(
        (box) => box.scrollWidth - box.clientWidth,
      ),
    ),
  );

const map = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><rect width="100%" height="100%" fill="teal"/></svg>`;

/** Wider than a message can be. */
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="100%" height="100%" fill="teal"/></svg>`;

/** A tenth of a second of silence: 8000 samples of one byte in a second. */
function wav(): Buffer {
  const samples = Buffer.alloc(800, 128);
  const head = Buffer.from("RIFF____WAVEfmt ________________________data____");
  head.writeUInt32LE(36 + samples.length, 4);
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
    [40, samples.length],
  ] as const)
    head.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at);
  head.write("data", 36);
  return Buffer.concat([head.subarray(0, 44), samples]);
}
