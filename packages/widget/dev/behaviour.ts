// What only a real browser can show: tabs in step, lines that break, messages that wait.
// `node packages/widget/dev/behaviour.ts`; ends with 1 where something is not as promised.
import { deepEqual } from "node:assert/strict";
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the repository, declared at its root.
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { startFakeServer } from "./fake-server.ts";

const { server, url } = await startFakeServer(0);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
const control = (act: string) => fetch(`${url}/dev/${act}`);
const address = `${url}/v3/H-1-STATIC/index.html`;

const checks: Readonly<Record<string, (context: BrowserContext) => Promise<void>>> = {
  async "before the first send nothing is asked of the server"(context) {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(address);
    await page.waitForTimeout(500);
    deepEqual(
      asked.filter((path) => path.startsWith("/webchat/auth") || path.startsWith("/webchat/api")),
      [],
    );
  },
  async "two tabs show the same, in the same order"(context) {
    const [one, two] = [await opened(context), await opened(context)];
    await one.locator(".option").first().click();
    await two.getByText("What is your name?").waitFor();
    await write(two, "Ann");
    await one.getByText("Where do we send the confirmation?").waitFor();
    deepEqual(await bubbles(one), await bubbles(two));
  },
  async "what is said quickly arrives in order"(context) {
    const page = await begun(context);
    await control("agent");
    const said = Array.from({ length: 8 }, (_, index) => `Message ${index}`);
    for (const text of said) await write(page, text);
    await page.waitForFunction(() => !document.querySelector("[data-unconfirmed]"));
    deepEqual((await bubbles(page)).slice(-said.length), said);
  },
  async "a broken line loses nothing and doubles nothing"(context) {
    const page = await begun(context);
    for (let turn = 0; turn < 5; turn += 1) {
      await control("drop");
      await control(`bot-says?text=Dropped ${turn}`);
      await control("reconnect");
      await control(`bot-says?text=Told ${turn}`);
    }
    await page.getByText("Told 4").waitFor();
    const told = (await bubbles(page)).filter((text) => /^(Dropped|Told)/.test(text));
    deepEqual(
      told,
      [0, 1, 2, 3, 4].flatMap((turn) => [`Dropped ${turn}`, `Told ${turn}`]),
    );
  },
  async "a message written without a line goes out after a reload, once"(context) {
    const page = await begun(context);
    await control("down?on=1");
    await control("drop");
    await write(page, "Kept for later");
    await page.locator("[data-unconfirmed=queued]").waitFor();
    await page.reload();
    await control("down?on=0");
    await page.getByText("Where do we send the confirmation?").waitFor();
    deepEqual((await bubbles(page)).filter((text) => text === "Kept for later").length, 1);
  },
  async "the composer keeps its words and its focus while the greeting is recorded"(context) {
    const page = await opened(context);
    await page.locator("textarea").fill("Half a sen");
    await page.locator("textarea").focus();
    await page
      .locator(".option")
      .first()
      .evaluate((option: HTMLElement) => option.click());
    await page.getByText("What is your name?").waitFor();
    deepEqual(await page.locator("textarea").inputValue(), "Half a sen");
    deepEqual(await page.evaluate(() => document.activeElement?.tagName), "TEXTAREA");
  },
  async "a visitor the server has forgotten starts anew"(context) {
    const page = await begun(context);
    await control("forget");
    await page.reload();
    await page.locator(".option").first().waitFor();
    deepEqual((await bubbles(page)).length, 2);
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  context.setDefaultTimeout(8000);
  try {
    await check(context);
    process.stdout.write(`ok      ${name}\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`FAILED  ${name}\n${String(error)}\n`);
  }
  await context.close();
  await control("down?on=0");
  await control("forget");
}
await browser.close();
server.closeAllConnections();
server.close();
process.exitCode = failed > 0 ? 1 : 0;

async function opened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator(".option").first().waitFor();
  return page;
}

async function begun(context: BrowserContext): Promise<Page> {
  const page = await opened(context);
  await page.locator(".option").first().click();
  await page.getByText("What is your name?").waitFor();
  return page;
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

async function bubbles(page: Page): Promise<string[]> {
  return page.locator("[data-lb-part=message-text]").allInnerTexts();
}
