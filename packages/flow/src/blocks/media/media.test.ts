import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { media } from "./media.ts";

const url = "https://files.example/a.png";

test.each(["image", "video", "audio", "document"] as const)(
  "%s is shown with its caption",
  (kind) => {
    const shown = stage(media, { kind, url, caption: "For @name" }, { fields: { name: "Ann" } });
    expect(shown.enter()).toBe("success");
    expect(shown.said).toEqual([{ type: kind, url, caption: "For Ann" }]);
  },
);

test("without a caption, or with an empty one, there is none", () => {
  const bare = stage(media, { kind: "image", url });
  bare.enter();
  const empty = stage(media, { kind: "image", url, caption: "@nobody" });
  empty.enter();
  expect([...bare.said, ...empty.said]).toEqual([
    { type: "image", url },
    { type: "image", url },
  ]);
});

test("a frame shows the player of a video's page; its caption follows", () => {
  const watch = "https://youtu.be/dQw4w9WgXcQ";
  const shown = stage(media, { kind: "iframe", url: watch, caption: "Watch" });
  expect(shown.enter()).toBe("success");
  expect(shown.said).toEqual([
    { type: "iframe", url: "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" },
    { type: "text", text: "Watch" },
  ]);
});

test("an address that comes out bad is left away and noted; the caption is still said, the flow goes on", () => {
  const params = { kind: "image", url: "@picture", caption: "Look" };
  const shown = stage(media, params, { fields: { picture: "javascript:alert(1)" } });
  expect(shown.enter()).toBe("success");
  expect(shown.said).toEqual([{ type: "text", text: "Look" }]);
  expect(shown.traces).toMatchObject([{ kind: "error", code: "bad-link" }]);
});

test("mail and phone links are no media", () => {
  const params = media.schema.parse({ kind: "image", url: "mailto:ann" });
  expect(media.check(params)).toMatchObject([{ code: "bad-link", path: ["url"] }]);
});

test("the page of a video where a file belongs is warned of, and does not keep from publishing", () => {
  const params = media.schema.parse({ kind: "video", url: "https://vimeo.com/123456" });
  expect(media.check(params)).toMatchObject([{ code: "page-not-file", isWarning: true }]);
  const frame = media.schema.parse({ kind: "iframe", url: "https://vimeo.com/123456" });
  expect(media.check(frame)).toEqual([]);
});

test("the fields of address and caption are read", () => {
  const params = media.schema.parse({ kind: "image", url: "@a", caption: "@b @a" });
  expect(media.references(params)).toMatchObject({ reads: ["a", "b"], writes: [] });
});
