import { expect, test } from "vitest";
import { createFileUrls } from "./file-urls.ts";

const NOW = 1_790_000_000_000;
const SECRET = "AAAAAAAAAAAAAAAAAAAAAA";
const FILE = { key: `42.${SECRET}`, conversationId: 42 };

const urlsAt = (nowMs: number, signingKey = new Uint8Array(32).fill(7)) =>
  createFileUrls({ path: "/files/", signingKey, clock: { nowMs: () => nowMs } });
const urls = urlsAt(NOW);

test("opens the file it was signed for until it expires", () => {
  const url = urls.sign(FILE, NOW + 60_000);
  expect(url).toMatch(
    /^\/files\/42\.A+\?conversation=42&expires=1790000060000&signature=[\w-]{43}$/,
  );
  expect(urls.verify(url)).toEqual({ ok: true, ...FILE });
  expect(urlsAt(NOW + 59_999).verify(url)).toEqual({ ok: true, ...FILE });
  expect(urlsAt(NOW + 60_000).verify(url)).toEqual({ ok: false, reason: "expired" });
});

test("is the same each time, so that a repeated hook body stays the same", () => {
  expect(urls.sign(FILE, NOW)).toBe(urlsAt(NOW + 5_000).sign(FILE, NOW));
});

test.each([
  ["another file", (url: string) => url.replace("42.A", "42.B")],
  ["another conversation", (url: string) => url.replace("42.A", "43.A")],
  ["another conversation in the query", (url: string) => url.replace("=42&", "=43&")],
  ["a later expiry", (url: string) => url.replace("expires=1", "expires=2")],
  ["an expiry that is no number", (url: string) => url.replace(/expires=\d+/, "expires=never")],
  ["no expiry", (url: string) => url.replace(/&expires=\d+/, "")],
  ["no signature", (url: string) => url.replace(/&signature=.*/, "")],
  ["an empty signature", (url: string) => url.replace(/(signature=).*/, "$1")],
  ["a shorter signature", (url: string) => url.slice(0, -1)],
  ["a longer signature", (url: string) => `${url}A`],
  ["another path", (url: string) => url.replace("/files/", "/other/")],
  ["a path in the key", (url: string) => url.replace("42.", "../42.")],
  ["nothing at all", () => ""],
])("opens nothing with %s", (_, forge) => {
  expect(urls.verify(forge(urls.sign(FILE, NOW + 1)))).toEqual({ ok: false, reason: "forged" });
});

test("opens nothing when any character of the signature is changed", () => {
  const url = urls.sign(FILE, NOW + 1);
  for (let at = url.length - 43; at < url.length; at++) {
    const other = url[at] === "A" ? "B" : "A";
    const forged = `${url.slice(0, at)}${other}${url.slice(at + 1)}`;
    expect(urls.verify(forged)).toEqual({ ok: false, reason: "forged" });
  }
});

test("opens nothing that another key has signed, and does not tell whether it has expired", () => {
  const foreign = urlsAt(NOW, new Uint8Array(32).fill(8));
  expect(urls.verify(foreign.sign(FILE, NOW + 1))).toEqual({ ok: false, reason: "forged" });
  expect(urls.verify(foreign.sign(FILE, NOW - 1))).toEqual({ ok: false, reason: "forged" });
});

test("opens nothing for a claim that a file belongs to another conversation, even well signed", () => {
  const url = urls.sign({ key: FILE.key, conversationId: 7 }, NOW + 1);
  expect(urls.verify(url)).toEqual({ ok: false, reason: "forged" });
});

test("does not start with a key that can be guessed", () => {
  expect(() => urlsAt(NOW, new Uint8Array(16))).toThrow(RangeError);
});
