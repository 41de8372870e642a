import { expect, test } from "vitest";
import type { ChannelRecord } from "../../ports/records.ts";
import { sharePage, sharePagePolicy } from "./share-page.ts";

const channel = (settings: ChannelRecord["settings"] = {}, name = "Site"): ChannelRecord => ({
  ...{ id: 3, uuid: "u", workspaceId: 1, name, type: "landbot", isActive: true, settings },
  ...{ token: "H-3-ABCDEFGH12345678", keyHash: null, botId: null, createdMs: 0, updatedMs: 0 },
});

const hostile = `</script><script>alert(1)</script><!--<script>&\u2028\u2029"'`;

test("lets no words of the configuration out of their script element, and gives them back unchanged", () => {
  const config = { words: hostile, deep: [{ [hostile]: hostile }] };
  const page = sharePage(channel(), config);
  const elements = page.split("<script");
  expect(elements).toHaveLength(3);
  const json = /id="parley-config">([^<]*)<\/script>/.exec(page)?.[1] ?? "";
  expect(JSON.parse(json)).toEqual(config);
});

test("lets no name out of the title or the language", () => {
  const page = sharePage(channel({}, hostile), { brand_name: "", language: `en" onload="x` });
  expect(page).toContain("<title>&lt;/script&gt;&lt;script&gt;alert(1)");
  expect(page).toContain('<html lang="en&quot; onload=&quot;x">');
  expect(page.match(/<script/g)).toHaveLength(2);
});

test("allows scripts and connections of this server only", () => {
  const policy = sharePagePolicy(channel());
  for (const rule of [
    "default-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ])
    expect(policy.split("; ")).toContain(rule);
  expect(policy).not.toMatch(/unsafe|data:[^;]*script/);
});

test("may be framed by the sites that its owner names, and by all when they name none", () => {
  const framing = (settings: ChannelRecord["settings"]) =>
    sharePagePolicy(channel(settings))
      .split("; ")
      .find((it) => it.startsWith("frame-ancestors"));
  expect(framing({})).toBe("frame-ancestors *");
  expect(framing({ allowed_sites: ["https://shop.example.org", "http://localhost:3000"] })).toBe(
    "frame-ancestors 'self' https://shop.example.org http://localhost:3000",
  );
  expect(framing({ allowed_sites: [] })).toBe("frame-ancestors 'self'");
  const smuggled = [
    "https://a.example; script-src *",
    "javascript:alert(1)",
    "https://a.example\nx",
    7,
    null,
    "*",
  ];
  expect(framing({ allowed_sites: smuggled })).toBe("frame-ancestors 'self'");
});
