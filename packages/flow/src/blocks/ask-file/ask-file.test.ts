import { expect, test } from "vitest";
import type { Message } from "../../conversation/message.ts";
import { stage } from "../asking-testing.ts";
import { askFile } from "./ask-file.ts";

type FileKind = "image" | "video" | "audio" | "document";
const file = (type: FileKind, url: string): Message => ({ type, url });

function asking(own: { readonly [name: string]: unknown } = {}) {
  const asked = stage(askFile, { text: "Your invoice?", field: "invoice", ...own });
  asked.enter();
  return asked;
}

test.each(["image", "video", "audio", "document"] as const)(
  "the address of %s is stored",
  (type) => {
    const asked = asking();
    expect(asked.answer(file(type, "https://files.example/a"))).toBe("success");
    expect(asked.fields).toEqual({ invoice: "https://files.example/a" });
  },
);

test("what it may be can be limited", () => {
  const asked = asking({ kinds: ["image", "audio"] });
  expect(asked.answer(file("video", "https://files.example/a"))).toBe("asking");
  expect(asked.answer(file("audio", "https://files.example/a"))).toBe("success");
});

test.each([
  ["https://files.example/a.pdf", "success"],
  ["https://files.example/a.PDF?size=1#page", "success"],
  ["http://127.0.0.1:8080/a.b.png", "success"],
  ["https://files.example/a.exe", "asking"],
  ["https://files.example/a.pdf.exe", "asking"],
  ["https://files.example/a.exe?name=a.pdf", "asking"],
  ["https://files.example/a.exe#a.pdf", "asking"],
  ["https://files.example/pdf", "asking"],
  ["https://evil.pdf", "asking"],
  ["https://files.example/", "asking"],
])("where pdf and png are taken, %j leads to %s", (url, outcome) => {
  expect(asking({ extensions: ["pdf", ".PNG"] }).answer(file("document", url))).toBe(outcome);
});

test.each([
  "",
  "a.pdf",
  "//files.example/a.pdf",
  "javascript:alert(1)",
  "data:application/pdf;base64,AA==",
  "file:///a.pdf",
  "https://",
  "https:///a.pdf",
  "https://files.example/a b.pdf",
  `https://files.example/${"a".repeat(4096)}`,
])("%j is no file", (url) => {
  expect(asking().answer(file("document", url))).toBe("asking");
});

test.each([
  { type: "text", text: "https://files.example/a.pdf" },
  { type: "iframe", url: "https://files.example/a.pdf" },
  { type: "dialog", title: "A", options: [], url: "https://files.example/a.pdf" },
  { type: "location", latitude: 1, longitude: 2 },
] as const)("a message of the type $type is no file", (message) => {
  expect(asking().answer(message)).toBe("asking");
});

test.each([
  [{}, { kind: "file" }],
  [{ kinds: ["image", "video"] }, { kind: "file", accept: ["image/*", "video/*"] }],
  [{ extensions: ["PDF", ".png"] }, { kind: "file", accept: [".pdf", ".png"] }],
  [{ maxBytes: 5_000_000 }, { kind: "file", maxBytes: 5_000_000 }],
])("of %j the control is %j", (own, input) => {
  expect(asking(own).said[0]?.extra?.input).toEqual(input);
});
