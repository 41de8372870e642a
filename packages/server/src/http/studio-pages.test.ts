import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { serveStudioPages } from "./studio-pages.ts";

let folder = "";
let app: FastifyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-studio-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), `<meta name="csp-nonce" content="{{nonce}}">`);
  writeFileSync(join(folder, "secret.txt"), "secret");
  app = createApp({ report: () => undefined, trustedProxies: [] });
  serveStudioPages(app, folder);
});

afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: "GET", url, headers });

test("gives the page at every address, each time with a nonce of its own that its policy names", async () => {
  const nonces = new Set<string>();
  for (const url of ["/studio", "/studio/", "/studio/bots/1010178/builder", "/studio/nowhere"]) {
    const { statusCode, body, headers } = await get(url);
    const nonce = /content="([\w-]{22})"/.exec(body)?.[1] ?? "";
    const policy = String(headers["content-security-policy"]);
    expect([statusCode, headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    for (const name of ["object-src", "base-uri", "form-action", "frame-ancestors"])
      expect(policy.split("; ")).toContain(`${name} 'none'`);
    expect(policy.split("; ")).toContain("require-trusted-types-for 'script'");
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(4);
});

test("gives a file of the build, those too that came after the start, for ever and compressed", async () => {
  expect((await get("/studio/assets/app-1.js")).statusCode).toBe(404);
  writeFileSync(join(folder, "assets", "app-1.js"), "let a = 1;".repeat(100));
  const { rawPayload, headers } = await get("/studio/assets/app-1.js", { "accept-encoding": "br" });
  expect(brotliDecompressSync(rawPayload).toString()).toBe("let a = 1;".repeat(100));
  // Over plain http browsers accept no more than this.
  const older = await get("/studio/assets/app-1.js", { "accept-encoding": "gzip, deflate" });
  expect(older.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(older.rawPayload).toString()).toBe("let a = 1;".repeat(100));
  expect(headers["cache-control"]).toContain("immutable");
  // A worker lives by this one.
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
  const plain = await get("/studio/assets/app-1.js");
  expect([plain.headers["content-encoding"], plain.body.length]).toEqual([undefined, 1000]);
});

test.each([
  "/studio/assets/..%2fsecret.txt",
  "/studio/assets/%2e%2e%2fsecret.txt",
  "/studio/assets/..%5csecret.txt",
  "/studio/assets/.%00",
  "/studio/assets/..",
])("gives nothing else: %s", async (url) => {
  const { statusCode, body } = await get(url);
  expect(body).not.toContain("secret");
  if (!url.endsWith("..")) expect(statusCode).toBe(404);
});

test("the page that is built has no script, style or handler of its own in it", () => {
  const page = readFileSync(new URL("../../../web/index.html", import.meta.url), "utf8");
  expect(page).toContain("<script");
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\s(?:on\w+|style)=/i);
});
