import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { goodbye } from "./goodbye.ts";

const ann = { fields: { name: "Ann", order: "A 7" } };

test("goodbye is said and the conversation ends", () => {
  const ended = stage(goodbye, { text: "Bye @name" }, ann);
  expect(ended.enter()).toBe("close");
  expect(ended.said).toEqual([{ type: "text", text: "Bye Ann" }]);
  expect(ended.outputs).toEqual([]);
});

test("the link is a button below the text", () => {
  const link = { label: "Order of @name", url: "https://shop.example/@order" };
  const ended = stage(goodbye, { text: "Bye", link }, ann);
  expect(ended.enter()).toBe("close");
  expect(ended.said).toEqual([
    {
      type: "dialog",
      title: "Bye",
      options: [{ label: "Order of Ann", payload: "$0", url: "https://shop.example/A%207" }],
    },
  ]);
});

test("a link without words shows its address", () => {
  const ended = stage(goodbye, { text: "Bye", link: { label: "@x", url: "https://a.example" } });
  ended.enter();
  expect(ended.said[0]).toMatchObject({ options: [{ label: "https://a.example" }] });
});

test("a link that comes out bad is left away and noted; goodbye is said all the same", () => {
  const ended = stage(goodbye, { text: "Bye", link: { label: "Go", url: "@url" } });
  expect(ended.enter()).toBe("close");
  expect(ended.said).toEqual([{ type: "text", text: "Bye" }]);
  expect(ended.traces).toMatchObject([{ code: "bad-link" }]);
});

test("a bad link is refused on save", () => {
  const params = goodbye.schema.parse({ text: "Bye", link: { label: "Go", url: "javascript:0" } });
  expect(goodbye.check(params)).toMatchObject([{ code: "bad-link", path: ["link", "url"] }]);
});
