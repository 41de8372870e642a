// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the repository, declared at its root.
import type { Page } from "playwright-core";

type Control = (act: string) => Promise<unknown>;

/** One state of the chat worth looking at, and the way there. */
export type Scene = {
  readonly name: string;
  readonly path: string;
  readonly play: (page: Page, control: Control) => Promise<void>;
};

const page = (token: string) => `/v3/H-1-${token}/index.html`;

/** The scenes, from nothing to a lot. */
export const scenes: readonly Scene[] = [
  { name: "greeting", path: page("STATIC"), play: shown },
  { name: "plain", path: page("PLAIN"), play: shown },
  { name: "long-name", path: page("LONG-YELLOW"), play: (page) => answer(page, 1) },
  { name: "rtl", path: page("RTL"), play: (page) => answer(page, 2) },
  { name: "phone", path: page("STATIC"), play: (page) => answer(page, 3) },
  {
    name: "date",
    path: page("STATIC"),
    async play(page) {
      await answer(page, 4);
      await page.locator(".calendar td button:enabled").nth(3).click();
    },
  },
  { name: "many-options", path: page("BLUE"), play: (page) => answer(page, 5) },
  { name: "number", path: page("STATIC"), play: (page) => answer(page, 6) },
  { name: "file", path: page("STATIC"), play: (page) => answer(page, 7) },
  { name: "yes-no", path: page("STATIC"), play: (page) => answer(page, 8) },
  { name: "wait", path: page("STATIC"), play: (page) => answer(page, 9) },
  {
    name: "rating",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 9);
      await page.locator(".rating button").nth(3).waitFor({ timeout: 8000 });
      await page.locator(".rating button").nth(3).hover();
      await control("state");
    },
  },
  {
    name: "agent",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 1);
      await control("agent");
      await control("agent-says?text=Hello, I am **Marta**. I took over from the bot.");
      await write(page, "Hi Marta, can I bring the bike on Friday?");
      await control("typing");
      await page.locator(".dots").waitFor();
    },
  },
  {
    name: "unsent",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 1);
      await control("refuse?status=422");
      await write(page, "This one is refused by the server.");
      await page.locator(".meta-failed").waitFor();
      await control("refuse?status=503");
      await write(page, "And this one waits for it.");
    },
  },
  {
    name: "offline",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 1);
      await control("down?on=1");
      await control("drop");
      await write(page, "Written while the line is down.");
      await page.locator(".banner").waitFor();
    },
  },
  {
    name: "history",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 1);
      await control("history?turns=60");
      await page.getByText("Answer 60").waitFor();
      await page.locator(".scroll").evaluate((box) => box.scrollTo({ top: 500 }));
      await page.waitForTimeout(100);
      await control("bot-says?text=Something new");
      await page.locator(".news").waitFor();
    },
  },
  {
    name: "closed",
    path: page("STATIC"),
    async play(page, control) {
      await answer(page, 1);
      await control("finish");
      await page.locator(".closed").waitFor();
    },
  },
  {
    name: "host",
    path: "/dev/host.html?class=Livechat&token=H-1-PROACTIVE",
    async play(page) {
      await page.locator("[data-lb-part=proactive-message-bubble]").waitFor();
    },
  },
  {
    name: "bubble",
    path: "/dev/host.html?class=Livechat",
    async play(page) {
      await page.locator("[data-lb-part=launcher]").click();
      await page.frameLocator("iframe").locator(".option").first().click();
      await page.frameLocator("iframe").getByText("What is your name?").waitFor();
    },
  },
];

/** Answers the first so many questions of the script, each with what its control offers. */
async function answer(page: Page, count: number): Promise<void> {
  await page.locator(".option").first().click();
  for (let step = 1; step < count; step += 1) {
    await page.waitForTimeout(500);
    if (step === 4) {
      await page.locator(".calendar td button:enabled").nth(2).click();
      await page.locator(".calendar .primary").click();
    } else if (step === 5) await page.locator(".option").nth(2).click();
    else if (step === 8) await page.locator(".option").first().click();
    else
      await write(
        page,
        ["", "Ann Verhoeven", "ann@example.org", "0171 555 0192", "", "", "4", "here.jpg"][step] ??
          "",
      );
  }
  await page.waitForTimeout(500);
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

async function shown(page: Page): Promise<void> {
  await page.locator(".option").first().waitFor();
}
