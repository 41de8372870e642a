import fastify from "fastify";
import { expect, test } from "vitest";
import { serveTryPage } from "./try-page.ts";

test("takes the origin away from whatever is drawn in the frame, and lets it speak with nobody", async () => {
  const app = fastify();
  serveTryPage(app);
  const page = await app.inject("/studio/try.html");
  const rules = String(page.headers["content-security-policy"]).split("; ");
  const ruleOf = (name: string) => rules.find((it) => it.startsWith(`${name} `));
  expect(ruleOf("sandbox")?.split(" ")).not.toContain("allow-same-origin");
  expect(ruleOf("sandbox")).toContain("allow-scripts");
  expect(ruleOf("connect-src")).toBe("connect-src 'none'");
  const nonce = /'nonce-([\w-]{22})'/.exec(ruleOf("script-src") ?? "")?.[1];
  expect(ruleOf("script-src")).toBe(`script-src 'self' 'nonce-${nonce}'`);
  expect(ruleOf("frame-ancestors")).toBe("frame-ancestors 'self'");
  expect(page.headers["referrer-policy"]).toBe("no-referrer");
  expect(page.body).toContain(`<script src="/webchat/assets/try.js" nonce="${nonce}" defer>`);
  expect((await app.inject("/studio/try.html")).body).not.toContain(nonce);
  expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
});
