import { expect, test } from "vitest";
import { playerOf, safeHref, safeSource } from "./link-policy.ts";

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

const youtube = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";

test.each([
  ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", youtube],
  ["https://youtu.be/dQw4w9WgXcQ", youtube],
  [`${youtube}?start=90`, `${youtube}?start=90`],
  [`${youtube}?start=1%26autoplay=1`, youtube],
  ["https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"],
  [
    "https://player.vimeo.com/video/123456789?dnt=1&h=ab12cd34",
    "https://player.vimeo.com/video/123456789?dnt=1&h=ab12cd34",
  ],
  ["http://youtu.be/dQw4w9WgXcQ", null],
  ["https://www.youtube.com/@channel", null],
  ["https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", null],
  ["https://tides.example.org/", null],
  [undefined, null],
])("plays %s at %s", (address, player) => {
  expect(playerOf(address)).toBe(player);
});
