import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, isPolicyFault, openBrowser } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { enterStudio, owner } from "./studio/enter-studio.ts";

let product: Product;
beforeAll(async () => {
  if (!hasNoBrowser) product = await startProduct({ PARLEY_DEMO: "off" });
});
afterAll(() => product?.stop());

/** Where somebody else would like whoever signs in to come out. */
const elsewhere: readonly string[] = [
  ...["//evil.example", "///evil.example", "////evil.example", "https://evil.example"],
  ...[
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "\\evil.example",
  ],
  ...[
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "HTTPS://EVIL.EXAMPLE",
  ],
  ...["/\t/evil.example", "/\n/evil.example", "\t//evil.example", "ht\ntps://evil.example"],
  ...["/%2f/evil.example", "/%2f%2fevil.example", "/%5cevil.example", "/%252f%252fevil.example"],
  ...[
    "/.//evil.example",
    "/..//evil.example",
    "/bots/../..//evil.example",
    "/bots/..%2f..%2f/evil.example",
  ],
  ...[
    "//user@evil.example",
    "//127.0.0.1@evil.example",
    "https://studio:x@evil.example",
    "@evil.example",
  ],
  ...[
    "//evil。example",
    "//evil．example",
    "//ⓔvil.example",
    "/／evil.example",
    "／／evil.example",
  ],
  ...[
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "javascript://evil.example/%0aalert(1)",
  ],
  ...[
    "data:text/html,<script>alert(1)</script>",
    "blob:https://evil.example/1",
    "view-source:https://evil.example",
  ],
  ...["/%00/evil.example", "/%0d%0aLocation:https://evil.example", "//evil.example/studio/bots"],
];

/** Notes whatever leaves for another origin, and every dialog. */
function watch(page: Page): { readonly left: readonly string[] } {
  const left: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(product.url) && !url.startsWith("data:")) left.push(url);
  });
  page.on("framenavigated", (frame) => {
    if (!frame.url().startsWith(`${product.url}/studio`)) left.push(frame.url());
  });
  page.on("dialog", (dialog) => {
    left.push(dialog.message());
    void dialog.dismiss();
  });
  return { left };
}

const signInAt = (address: string) =>
  `${product.url}/studio/sign-in?to=${encodeURIComponent(address)}`;

describe.skipIf(hasNoBrowser)("Addresses from outside", { timeout: 120_000 }, () => {
  test("whoever is signed in and follows a link to sign-in stays in the Studio, wherever it leads", async () => {
    expect(elsewhere.length).toBeGreaterThanOrEqual(40);
    const context = await (await openBrowser()).newContext();
    await enterStudio(context, { product });
    const page = await context.newPage();
    const { left } = watch(page);
    for (const address of elsewhere) {
      await page.goto(signInAt(address));
      await page.waitForURL((url) => !url.pathname.startsWith("/studio/sign-in"));
      expect([address, new URL(page.url()).origin, left]).toEqual([address, product.url, []]);
    }
    await page.goto(signInAt("/settings/people?new=true"));
    await page.waitForURL(`${product.url}/studio/settings/people?new=true`);
  });

  test("whoever signs in by such a link comes out in the Studio", async () => {
    const browser = await openBrowser();
    await enterStudio(await browser.newContext(), { product });
    for (const address of [
      "//evil.example/studio/bots",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const page = await (await browser.newContext()).newPage();
      const { left } = watch(page);
      await page.goto(signInAt(address));
      await page.getByLabel("E-mail address").fill(owner.email);
      await page.getByLabel("Password", { exact: true }).fill(owner.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(`${product.url}/studio/bots`);
      expect([address, left]).toEqual([address, []]);
    }
  });

  test("what is planted into a screen of the Studio neither runs nor loads, and the browser says so", async () => {
    const page = await (await openBrowser()).newPage();
    await page.goto(`${product.url}/studio/sign-in`);
    await page.getByLabel("Password", { exact: true }).waitFor();
    const noticed: string[] = [];
    page.on("console", (message) => isPolicyFault(message) && noticed.push(message.text()));
    const found = await page.evaluate(plantEverything);
    expect(found).toMatchObject({ hasRun: false, base: page.url() });
    expect(new Set(found.refused)).toEqual(
      new Set([
        ...["style-src-attr", "style-src-elem", "onclick", "src", "img-src", "frame-src"],
        ...["data", "require-trusted-types-for", "base-uri", "form-action", "connect-src"],
      ]),
    );
    // What the other tests of browsers fail on.
    expect(noticed.length).toBeGreaterThanOrEqual(found.refused.length / 2);
  });
});

/** Plants, in the page, what runs or loads elsewhere; gives the rules and attributes that were refused. */
async function plantEverything() {
  const refused: string[] = [];
  addEventListener("securitypolicyviolation", (it) => refused.push(it.effectiveDirective));
  const plant = (name: string, attribute: string, value: string) => {
    const element = document.createElement(name);
    try {
      element.setAttribute(attribute, value);
    } catch {
      refused.push(attribute);
    }
    document.body.append(element);
    return element;
  };
  plant("p", "style", "color: red");
  plant("style", "title", "x").append("p { color: red }");
  plant("p", "onclick", "window.hasRun = 1").click();
  plant("script", "src", "https://evil.example/x.js");
  plant("img", "src", "https://evil.example/x.png");
  plant("iframe", "src", "https://evil.example/");
  plant("object", "data", "https://evil.example/");
  plant("base", "href", "https://evil.example/");
  (plant("form", "action", "https://evil.example/") as HTMLFormElement).submit();
  await fetch("https://evil.example/").catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { refused, hasRun: Reflect.has(window, "hasRun"), base: document.baseURI };
}
