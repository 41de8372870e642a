import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type {} from "../packages/web/src/features/builder/try/testing/try-page.tsx";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { buildTryPage, exampleFlow, openTryPage } from "./try-harness.ts";

let built: Awaited<ReturnType<typeof buildTryPage>>;
let product: Product;

describe.skipIf(hasNoBrowser)("Try it, in a real browser", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    built = await buildTryPage();
    product = await startProduct();
    return () => product.stop();
  });

  test("a draft is played to its wait, Go sends it on, and the run that was kept passes", async () => {
    const { page } = await open("payment");
    const written = await rowsOf(product);
    await answer(page, "What name shall I put", "Ann");
    await answer(page, "Where may I send", "ann@example.org");
    await page.getByRole("button", { name: "Call it really" }).click();
    await page.getByText("Parked at", { exact: false }).waitFor();
    await chatOf(page).getByText("please wait here a moment").waitFor();
    await picture(page, "try-parked");
    await expect.poll(() => pathOf(page)).toMatchObject({ at: "please_wait", waiting: true });
    await page.getByRole("button", { name: "Send Go" }).click();
    await page.getByLabel("Go on from").selectOption("Nkqgn6xkf");
    await page.getByLabel("Fields to set with it").fill('{"data":{"status":"paid"}}');
    await page.locator(".act-form").getByRole("button", { name: "Send Go" }).click();
    await chatOf(page).getByText("It went through").waitFor();
    await page.getByRole("button", { name: "Keep as a test" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("It goes through");
    await page.getByRole("button", { name: "Save test" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.evaluate((flow) => window.showTests(flow), exampleFlow("payment"));
    await page.getByRole("button", { name: "Run all" }).click();
    await page.getByText("The test passes").waitFor();
    expect(await rowsOf(product)).toEqual(written);
  });

  test("a file stays in the browser, and is drawn in the chat", async () => {
    const asks = { kind: "ask_file", params: { text: "A picture?", field: "picture" }, next: {} };
    const flow = { format: 1, name: "Files", start: "ask", blocks: { ask: asks } };
    const { page } = await open(flow);
    await chatOf(page).getByText("A picture?").waitFor();
    const choice = chatOf(page).locator("input[type=file]");
    // What draws the question may be loaded until then.
    await choice.waitFor({ state: "attached" });
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await choice.setInputFiles({
      ...{ name: "dot.png", mimeType: "image/png", buffer: Buffer.from(dot, "base64") },
    });
    const drawn = chatOf(page).locator('[data-lb-part="window"] img[src^="blob:"]').last();
    await drawn.waitFor();
    await expect.poll(() => drawn.evaluate((it) => (it as HTMLImageElement).naturalWidth)).toBe(1);
    expect(sent.filter((url) => url.startsWith("http"))).toEqual([]);
  });

  test("controls that come in a script of their own are drawn there too", async () => {
    const asks = { kind: "ask_rating", params: { text: "How was it?", field: "stars" }, next: {} };
    const flow = { format: 1, name: "Stars", start: "ask", blocks: { ask: asks } };
    const { page } = await open(flow);
    await chatOf(page)
      .getByRole("radio")
      .or(chatOf(page).getByRole("button", { name: /4/ }))
      .first()
      .waitFor();
  });

  test("the frame reaches nothing: no cookie, no storage, no page around it, no server", async () => {
    // A bare profile: what the policy refuses here is what is wanted.
    const { page } = await open("payment", await (await openBrowser()).newContext());
    const { hostname } = new URL(product.url);
    await page
      .context()
      .addCookies([{ name: "parley", value: "s3ss10n", domain: hostname, path: "/" }]);
    await chatOf(page).getByText("What name shall I put").waitFor();
    const frame = frameOf(page);
    const found = await frame.evaluate(async (server) => {
      const attempt = async (name: string, act: () => unknown) => {
        try {
          return [name, String(await act())];
        } catch (error) {
          return [name, error instanceof Error ? error.name : "refused"];
        }
      };
      return Object.fromEntries(
        await Promise.all([
          attempt("origin", () => self.origin),
          attempt("cookie", () => document.cookie),
          attempt("storage", () => localStorage.length),
          attempt("parent", () => parent.document.title),
          attempt("parent's words", () => Reflect.get(parent, "heard")),
          attempt("top", () => Reflect.set(top ?? {}, "name", "taken")),
          attempt("server", () => fetch(`${server}/v1/bots/`, { credentials: "include" })),
          attempt("form", () => document.createElement("form").submit()),
        ]),
      );
    }, product.url);
    expect(found).toMatchObject({
      ...{ origin: "null", cookie: "SecurityError", storage: "SecurityError" },
      ...{ parent: "SecurityError", "parent's words": "SecurityError", server: "TypeError" },
    });
    expect(found.top).not.toBe("true");
  });

  test("opened by itself, the frame's page has no origin either", async () => {
    const { page } = await open("payment");
    const answered = await page.goto(`${product.url}/studio/try.html`);
    const policy = answered?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("sandbox allow-scripts");
    expect(policy).not.toContain("allow-same-origin");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(await page.evaluate(() => self.origin)).toBe("null");
  });

  test("what a draft says is drawn as text, and runs nowhere", async () => {
    const text =
      '<img src=x onerror="parent.taken=1"><script>taken=1</script> [a](javascript:taken=1)';
    const says = { kind: "send_text", params: { text }, next: {} };
    const flow = { format: 1, name: "<b>Hostile</b>", start: "say", blocks: { say: says } };
    const { page } = await open(flow);
    await chatOf(page).getByText("<img src=x", { exact: false }).waitFor();
    expect(await frameOf(page).evaluate(() => Reflect.get(self, "taken"))).toBeUndefined();
    expect(await page.evaluate(() => Reflect.get(window, "taken"))).toBeUndefined();
    expect(await chatOf(page).locator('a[href^="javascript"]').count()).toBe(0);
  });

  test("everything can be reached by keyboard, and a screen reader finds no serious fault", async () => {
    const { page } = await open("payment");
    await answer(page, "What name shall I put", "Ann");
    await answer(page, "Where may I send", "ann@example.org");
    await page.getByRole("button", { name: "Answer by hand" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Status").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("inputmode")))
      .toBe("numeric");
    await page.keyboard.press("Enter");
    await page.getByText("Parked at", { exact: false }).waitFor();
    await page.locator("summary").last().press("Enter");
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((it) => /serious|critical/.test(it.impact ?? ""));
    expect(serious.map((it) => `${it.id}: ${it.nodes[0]?.html}`)).toEqual([]);
  });
});

/** One pixel. */
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function open(flow: unknown, profile?: BrowserContext): Promise<{ page: Page }> {
  // What is still fading in has no contrast yet.
  const size = { viewport: { width: 420, height: 900 }, reducedMotion: "reduce" } as const;
  const page = await openTryPage(
    profile ?? (await openProfile(await openBrowser(), size)),
    product,
    built,
  );
  const document = typeof flow === "string" ? exampleFlow(flow) : flow;
  await page.evaluate((it) => window.showTryIt(it), document);
  return { page };
}

const chatOf = (page: Page) => page.frameLocator("iframe.try-chat");

function frameOf(page: Page): Frame {
  const frame = page.frames().find((it) => it.url().endsWith("/studio/try.html"));
  if (!frame) throw new Error("The chat's frame is not there.");
  return frame;
}

const pathOf = (page: Page) => page.evaluate(() => window.heard.path);

async function answer(page: Page, question: string, text: string): Promise<void> {
  await chatOf(page).getByText(question).waitFor();
  await chatOf(page).locator("textarea").fill(text);
  await chatOf(page).locator("textarea").press("Enter");
}

/** What the server has of conversations: nothing that is tried may add to it. */
async function rowsOf(product: Product): Promise<unknown> {
  const { DatabaseSync } = await import("node:sqlite");
  const store = new DatabaseSync(`${product.dataFolder}/parley.db`, { readOnly: true });
  const tables = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const counts = tables
    .map(({ name }) => String(name))
    .filter((name) => /conversation|entr|trace|task|customer/.test(name))
    .map((name) => [name, store.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n]);
  store.close();
  return Object.fromEntries(counts);
}
