import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import type { Product } from "./start-server.ts";

const here = dirname(fileURLToPath(import.meta.url));

const tryPage = join(here, "../packages/web/src/features/builder/try/testing/try-page.tsx");

/** Builds a page with nothing on it but *Try it*: what the Studio's builder has of it, and nothing else. */
export async function buildTryPage(): Promise<{ readonly js: string; readonly css: string }> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    // A test runner says that this is no production; React has another runtime for that.
    oxc: { jsx: { development: false } },
    root: join(here, ".."),
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      write: false,
      lib: { entry: tryPage, formats: ["es"], fileName: "try-page" },
    },
  });
  const outputs = [built].flat().flatMap((it) => ("output" in it ? it.output : []));
  const js = outputs.flatMap((it) => (it.type === "chunk" && it.isEntry ? [it.code] : []));
  const css = outputs.flatMap((it) =>
    it.type === "asset" && it.fileName.endsWith(".css") ? [String(it.source)] : [],
  );
  return { js: js.join(""), css: css.join("") };
}

/** Opens that page at the product's own address, under the policy of the Studio. */
export async function openTryPage(
  profile: BrowserContext,
  product: Product,
  { js, css }: { readonly js: string; readonly css: string },
): Promise<Page> {
  const page = await profile.newPage();
  const policy = "default-src 'self'; style-src 'self' 'nonce-try'; img-src 'self' data: blob:";
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Try it</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/try-harness.css">
<script type="module" src="/try-harness.js"></script><body></body></html>`;
  await page.route("**/try-harness.*", (route) => {
    const kind = new URL(route.request().url()).pathname.split(".").at(-1);
    const parts = {
      html: {
        contentType: "text/html",
        body: html,
        headers: { "content-security-policy": policy },
      },
      js: { contentType: "text/javascript", body: js },
      css: { contentType: "text/css", body: `${css}main{height:100vh;max-width:380px}` },
    };
    return route.fulfill(parts[kind as keyof typeof parts]);
  });
  await page.goto(`${product.url}/try-harness.html`);
  await page.waitForFunction(() => "showTryIt" in window);
  return page;
}

/** An example flow, parsed. */
export function exampleFlow(name: string): unknown {
  return JSON.parse(readFileSync(join(here, `../flows/${name}.json`), "utf8"));
}
