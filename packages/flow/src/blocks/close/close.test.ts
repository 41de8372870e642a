import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { close } from "./close.ts";

test("the conversation ends without a word", () => {
  const closed = stage(close, {});
  expect(closed.enter()).toBe("close");
  expect(closed.said).toEqual([]);
  expect(closed.outputs).toEqual([]);
});

test("the last text is said before", () => {
  const closed = stage(close, { text: "Bye @name" }, { fields: { name: "Ann" } });
  expect(closed.enter()).toBe("close");
  expect(closed.said).toEqual([{ type: "text", text: "Bye Ann" }]);
});

test("a last text that comes out empty is not said", () => {
  const closed = stage(close, { text: "@name" });
  expect(closed.enter()).toBe("close");
  expect(closed.said).toEqual([]);
});
