import { expect, test } from "vitest";
import { readPath, valueAtPath } from "./path.ts";
import type { Value } from "./value.ts";

const data: Value = {
  user: { name: "Ann", "full name": "Ann Lee" },
  items: [{ price: 5 }, { price: 7 }],
  "a.b": "whole",
  a: { b: "part" },
  nothing: null,
};

test.each<[string | number, Value | undefined]>([
  ["user.name", "Ann"],
  ['user["full name"]', "Ann Lee"],
  ["user['full name']", "Ann Lee"],
  ["items[1].price", 7],
  ["items[-1].price", 7],
  ["items.0.price", 5],
  ["a.b", "whole"],
  ["nothing", null],
  ["nothing.more", undefined],
  ["items[2]", undefined],
  ["items[x]", undefined],
  ["items.length", undefined],
  ["user.name.length", undefined],
  ["user..name", undefined],
  [".user", undefined],
  ["user.", undefined],
  ["", undefined],
  ["user.constructor", undefined],
  ["__proto__", undefined],
  ["items.__proto__.length", undefined],
  [0, undefined],
])("at %j is %j", (path, expected) => {
  expect(valueAtPath(data, path)).toEqual(expected);
});

test("a path may begin with an index, and a number is one", () => {
  expect(valueAtPath([{ a: 1 }, 2], "[0].a")).toBe(1);
  expect(valueAtPath([1, 2], -1)).toBe(2);
  expect(valueAtPath({ 5: "five" }, 5)).toBe("five");
});

test("a path has an end", () => {
  expect(readPath("a.".repeat(600))).toBeUndefined();
});
