import { expect, test } from "vitest";
import { embedLink } from "./embed-link.ts";

test.each([
  [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  ],
  [
    "https://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  ],
  [
    "http://m.youtube.com/watch?v=dQw4w9WgXcQ#a",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  ],
  ["https://youtu.be/dQw4w9WgXcQ?si=abc", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"],
  [
    "https://www.youtube.com/shorts/dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  ],
  [
    "https://www.youtube.com/live/dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  ],
  [
    "https://youtu.be/dQw4w9WgXcQ?t=90",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
  ],
  [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=3723",
  ],
  ["https://vimeo.com/123456", "https://player.vimeo.com/video/123456"],
  ["https://vimeo.com/channels/staffpicks/123456", "https://player.vimeo.com/video/123456"],
  ["https://vimeo.com/123456/ab12cd34", "https://player.vimeo.com/video/123456?h=ab12cd34"],
])("%s is embedded as %s", (url, embedded) => {
  expect(embedLink(url)).toBe(embedded);
  expect(embedLink(embedded)).toBe(embedded);
});

test.each([
  "https://example.org/watch?v=dQw4w9WgXcQ",
  "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
  "https://www.youtube.com/@channel",
  "https://www.youtube.com/watch?v=../../x",
  "https://www.youtube.com/watch",
  "https://vimeo.com/about",
  "https://player.vimeo.com/video/123456",
  "not a link",
])("%s is left as it is", (url) => {
  expect(embedLink(url)).toBe(url);
});
