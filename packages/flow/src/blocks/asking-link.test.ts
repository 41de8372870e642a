import { expect, test } from "vitest";
import { checkLink } from "./asking-link.ts";
import { stage } from "./asking-testing.ts";
import { goodbye } from "./goodbye/goodbye.ts";
import { media } from "./media/media.ts";

const hostile = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  "javascript&#58;alert(1)",
  "javascript&colon;alert(1)",
  "javascript%3Aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "DATA:text/html;base64,PHNjcmlwdD4=",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "blob:https://example.org/1",
  "ftp://example.org/a",
  "//example.org/a",
  "/a",
  "https:example.org",
  "https://",
  "https:///a",
  "https:\\\\example.org",
  "https://example.org\\a",
  "https://example.org/a b",
  "https://example.org/\u0000",
  "",
];

test.each(hostile)("%j is refused on save, as a link and as a file", (text) => {
  expect(checkLink(text, ["url"])).toMatchObject([{ code: "bad-link", path: ["url"] }]);
  expect(checkLink(text, ["url"], "load")).toMatchObject([{ code: "bad-link" }]);
});

test.each(hostile.filter((text) => text.trim() !== "javascript:alert(1)"))(
  "%j from a field is not shown, as a link or as a file",
  (text) => {
    expect(linkShown("@link", { link: text })).toBeNull();
    expect(fileShown("@link", { link: text })).toBeNull();
  },
);

test.each(["https://example.org", "HTTP://example.org:8080/a?b=1#c", "https://example.org/@ann"])(
  "%j is a link and a file",
  (text) => {
    expect(checkLink(text, ["url"])).toEqual([]);
    expect(checkLink(text, ["url"], "load")).toEqual([]);
    expect(linkShown("@link", { link: text })).toBe(text);
    expect(fileShown("@link", { link: text })).toBe(text);
  },
);

test.each(["mailto:ann@@example.org?subject=Hi", "tel:+34600111222"])(
  "%j is a link, but no file",
  (text) => {
    expect(checkLink(text, ["url"])).toEqual([]);
    expect(checkLink(text, ["url"], "load")).toMatchObject([{ code: "bad-link" }]);
  },
);

test("a field behind the beginning cannot leave its place", () => {
  const fields = { order: "7/../x?y=1#z&é" };
  expect(linkShown("https://example.org/@order", fields)).toBe(
    "https://example.org/7%2F..%2Fx%3Fy%3D1%23z%26%C3%A9",
  );
  expect(linkShown("https://@order", fields)).toMatch(/^https:\/\/7%2F/);
});

test("a field that begins the address brings all of it, and others follow encoded", () => {
  const fields = { base: " https://example.org/a?q= ", words: "a b" };
  expect(linkShown("@base@words", fields)).toBe("https://example.org/a?q=a%20b");
});

test("a field cannot complete the scheme", () => {
  expect(checkLink("java@rest", ["url"])).toMatchObject([{ code: "bad-link" }]);
  expect(checkLink("https:@rest", ["url"])).toMatchObject([{ code: "bad-link" }]);
});

test("an address and a number stay readable in mail and phone links", () => {
  expect(
    linkShown("mailto:@email?subject=@word", { email: "ann+1@example.org", word: "a&b" }),
  ).toBe("mailto:ann+1@example.org?subject=a%26b");
  expect(linkShown("tel:@phone", { phone: "+34600111222" })).toBe("tel:+34600111222");
});

test("a link that a field makes too long, or cuts a character in half, does not throw", () => {
  expect(linkShown("https://example.org/@a", { a: "😀".repeat(5000) })).toBeNull();
  expect(linkShown("https://example.org/@a", { a: "\ud800" })).toBe(
    "https://example.org/%EF%BF%BD",
  );
});

function linkShown(url: string, fields: { readonly [name: string]: string }): string | null {
  const shown = stage(goodbye, { text: "Bye", link: { label: "Go", url } }, { fields });
  shown.enter();
  const [message] = shown.said;
  expect(shown.traces).toHaveLength(message?.type === "dialog" ? 0 : 1);
  return message?.type === "dialog" ? (message.options[0]?.url ?? null) : null;
}

function fileShown(url: string, fields: { readonly [name: string]: string }): string | null {
  const shown = stage(media, { kind: "image", url }, { fields });
  shown.enter();
  const [message] = shown.said;
  return message?.type === "image" ? message.url : null;
}
