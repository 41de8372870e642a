import { expect, test } from "vitest";
import { safeHref, safeSource } from "./link-policy.ts";

test.each([
  ["https://x.example/a.png", true],
  ["http://x.example/a.png", true],
  // Only a script of a frame without an origin can have made this one.
  ["blob:null/5f0c", true],
  ["blob:https://x.example/5f0c", false],
  ["data:text/html,x", false],
  ["javascript:alert(1)", false],
  ["file:///etc/passwd", false],
  ["", false],
])("loads %s as a picture: %s", (address, isLoaded) => {
  expect(safeSource(address) !== null).toBe(isLoaded);
});

test("follows no blob as a link", () => {
  expect(safeHref("blob:null/5f0c")).toBeNull();
});
