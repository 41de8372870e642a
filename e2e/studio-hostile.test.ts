import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import {
  everyHostileWord,
  hostileName,
  hostileWords,
  marksOnPage,
} from "./studio/hostile-words.ts";
import { studioScreens } from "./studio/studio-screens.ts";
import { openStudioWorld, type StudioIds, type StudioWorld } from "./studio/studio-world.ts";
import { runParley } from "./web-bot.ts";

const idIn = (answer: Readonly<Record<string, unknown>>, name: string): number =>
  Number(Object(answer[name]).id);

/** A flow whose every text is hostile. */
const hostileFlow = {
  format: 1,
  name: hostileName,
  start: "hello",
  fields: { answer: { type: "string" } },
  blocks: {
    hello: {
      kind: "send_text",
      name: hostileName,
      params: { text: everyHostileWord },
      next: { success: "choose" },
    },
    choose: {
      kind: "buttons",
      name: hostileWords[1],
      params: {
        text: everyHostileWord,
        options: [
          { id: "one", label: hostileWords[0] },
          { id: "two", label: hostileWords[4] },
        ],
      },
      next: { one: "ask", two: "ask" },
    },
    ask: {
      kind: "ask_text",
      params: { text: everyHostileWord, field: "answer", placeholder: hostileWords[2] },
      next: { success: "call" },
    },
    call: {
      kind: "webhook",
      params: {
        url: "https://example.org/@{answer}",
        body: { kind: "text", text: everyHostileWord, contentType: "text/plain" },
      },
      next: { success: "bye", failure: "bye" },
    },
    bye: { kind: "goodbye", params: { text: everyHostileWord } },
  },
  notes: [{ text: everyHostileWord, x: 0, y: -200 }],
};

/** Puts the words wherever an outsider or a colleague can write: names, texts, messages, fields, hooks, notes. */
async function poison({ v1, product }: StudioWorld): Promise<StudioIds> {
  const bot = idIn(await v1.post("bots/", { name: hostileName, flow: hostileFlow }), "bot");
  await v1.post(`bots/${bot}/publish/`, { note: everyHostileWord });
  const web = await v1.post("channels/", { name: hostileName, type: "landbot", bot_id: bot });
  const api = await v1.post("channels/", { name: hostileName, type: "apichat", bot_id: bot });
  const [webChannel, apiChannel] = [idIn(web, "channel"), idIn(api, "channel")];
  const made = await v1.post("inspectors/", { name: hostileName });
  const inspector = Object(made.inspector);
  const hookMade = await v1.post(`channels/${apiChannel}/message_hooks/`, {
    ...{ name: hostileName, url: inspector.url, token: "t<script>" },
  });
  await v1.post("agents/", { name: hostileName, email: "mallory@example.org", role: "agent" });
  await runParley(product, "token", "create", "--name", hostileName);
  await v1.post(`bots/${bot}/comments/`, { block: "hello", x: 0, y: 0, text: everyHostileWord });
  await v1.post(`bots/${bot}/tests/`, {
    name: hostileName,
    transcript: `says ${everyHostileWord}`,
  });
  for (const [at, message] of hostileWords.entries()) {
    const answer = await fetch(`${product.url}/v1/send/mallory-${at % 3}/`, {
      method: "POST",
      headers: {
        authorization: `Token ${String(api.channel_token)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        customer: { name: hostileName, answer: everyHostileWord },
        message: { type: "text", message },
      }),
    });
    expect(answer.ok).toBe(true);
  }
  await fetch(String(inspector.url), {
    method: "POST",
    headers: { "content-type": "application/json", "x-hostile": hostileWords[0] ?? "" },
    body: JSON.stringify({ [hostileName]: hostileWords }),
  });
  return {
    bot,
    leadBot: bot,
    webChannel,
    apiChannel,
    hook: idIn(hookMade, "hook"),
    inspector: Number(inspector.id),
  };
}

type Open = (page: Page) => Promise<unknown>;

/** What is opened on screens that speak of a friendlier flow elsewhere. */
const opened: Readonly<Record<string, Open>> = {
  "builder-fields": async (page) => {
    const folded = page.getByRole("button", { name: "Fields", exact: true });
    await page.getByRole("tab", { name: "Fields", exact: true }).or(folded).click();
    await page.getByRole("button", { name: "@answer" }).click();
  },
  "builder-try": async (page) => {
    await page.getByRole("button", { name: "Try it" }).click();
    const log = page.frameLocator("iframe").first().getByRole("log");
    await log.getByText("onerror").first().waitFor();
  },
};

async function look(context: BrowserContext, url: string, open?: Open) {
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.locator("h1, h2, [role=dialog]").first().waitFor();
  // Not by a function in the page: what polls there is made from text, and its policy forbids that.
  await expect.poll(() => page.locator(".skeleton").count()).toBe(0);
  await open?.(page);
  await page.waitForTimeout(300);
  const marks = await page.evaluate(marksOnPage);
  const title = await page.title();
  await page.close();
  return { dialogs, marks, hasTitle: title !== "" };
}

test.skipIf(hasNoBrowser)(
  "draws what hostile people have written as words, on every screen",
  async () => {
    const world = await openStudioWorld();
    onTestFinished(() => world.product.stop());
    const ids = await poison(world);
    const context = await openProfile(await openBrowser());
    await enterStudio(context, world);
    const screens = studioScreens(ids).filter(({ isOutside }) => !isOutside);
    for (const { name, path, open } of screens) {
      const found = await look(context, `${world.product.url}/studio${path}`, opened[name] ?? open);
      expect({ name, ...found }).toEqual({ name, dialogs: [], marks: [], hasTitle: true });
    }
  },
  600_000,
);

test.skipIf(hasNoBrowser)("would find the marks where such words are taken as HTML", async () => {
  const context = await (await openBrowser()).newContext();
  const page = await context.newPage();
  await page.setContent(`<h1>${everyHostileWord}</h1>${hostileWords.join("")}`);
  const marks: string[] = await page.evaluate(marksOnPage);
  expect(marks.join("\n")).toContain("a script of theirs has run");
  expect(marks.length).toBeGreaterThan(5);
});
