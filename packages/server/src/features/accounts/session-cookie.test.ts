import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { cookieNames, expiredCookie, rawCookie, readSignedCookie } from "./session-cookie.ts";

const key = "signing key";
const signed = (value: string, by = key) =>
  encodeURIComponent(`${value}.${createHmac("sha256", by).update(value).digest("base64")}`);

test("over https the cookie is bound to the host; on plain http a browser would refuse that", () => {
  expect(cookieNames("https://chat.example.org")).toEqual({
    ...{ session: "__Host-parley", step: "__Host-parley-step", isSecure: true },
  });
  expect(cookieNames("http://127.0.0.1:8420")).toMatchObject({
    session: "parley",
    isSecure: false,
  });
  const names = cookieNames("https://chat.example.org");
  expect(expiredCookie(names, "session")).toBe(
    "__Host-parley=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure",
  );
});

test("reads what was signed with this key, wherever it stands", () => {
  for (const header of [
    `parley=${signed("abc")}`,
    `x=1; parley=${signed("abc")}; y=2`,
    `parley-step=x; parley=${signed("abc")}`,
  ])
    expect(readSignedCookie(header, "parley", key)).toBe("abc");
});

test("reads nothing that was altered, signed with another key, given twice, or is none", () => {
  for (const header of [
    undefined,
    "",
    "parley=",
    "parley=abc",
    "parley=%",
    `parley=${signed("abc", "another")}`,
    `parley=${signed("abc").replace("abc", "abd")}`,
    `parley=${signed("abc")}; parley=${signed("abc")}`,
    `xparley=${signed("abc")}`,
    `Parley=${signed("abc")}`,
    `parley=${signed("a b")}`,
    `parley=${signed("")}`,
    `parley=${signed("a".repeat(200))}`,
  ])
    expect(readSignedCookie(header, "parley", key), header).toBeNull();
  expect(rawCookie("a=1; a=2", "a")).toBeUndefined();
});
