import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askNumber } from "./ask-number.ts";

function asking(own: { readonly [name: string]: unknown } = {}) {
  const asked = stage(askNumber, { text: "How many?", field: "count", ...own });
  asked.enter();
  return asked;
}

test("a number is a float, a whole one where only whole ones count is an integer", () => {
  const any = asking();
  any.answer("3");
  expect(any.types).toEqual({ count: "float" });
  const whole = asking({ integer: true });
  whole.answer("3");
  expect(whole.types).toEqual({ count: "integer" });
});

test.each([
  ["0", "asking"],
  ["1", "success"],
  ["10", "success"],
  ["10.5", "asking"],
  ["-1", "asking"],
])("from 1 to 10, %j leads to %s", (text, outcome) => {
  expect(asking({ min: 1, max: 10 }).answer(text)).toBe(outcome);
});

test.each([
  ["1.5", "asking"],
  ["2.0", "success"],
  ["1.000", "success"],
  ["9007199254740991", "success"],
  ["9007199254740993", "asking"],
])("as a whole number, %j leads to %s", (text, outcome) => {
  expect(asking({ integer: true }).answer(text)).toBe(outcome);
});

test.each([
  ["9007199254740993", "asking"],
  ["-99999999999999999999", "asking"],
  ["9007199254740991", "success"],
  ["9007199254740991,5", "asking"],
])("no digit gets lost: without limits, %j leads to %s", (text, outcome) => {
  expect(asking().answer(text)).toBe(outcome);
});

test.each([
  ["0.3", "success"],
  ["0.35", "asking"],
  ["-0.7", "success"],
  ["100000.1", "success"],
])("in steps of 0.1, %j leads to %s", (text, outcome) => {
  expect(asking({ step: 0.1 }).answer(text)).toBe(outcome);
});

test("steps are counted from the least number", () => {
  expect(asking({ min: 5, step: 10 }).answer("15")).toBe("success");
  expect(asking({ min: 5, step: 10 }).answer("20")).toBe("asking");
});

test("the number that the chat's control has sent counts, and is checked alike", () => {
  const asked = asking({ max: 10 });
  const sent = (answer: number) => ({ type: "text", text: "ten", extra: { answer } }) as const;
  expect(asked.answer(sent(11))).toBe("asking");
  expect(asked.answer(sent(10))).toBe("success");
  expect(asked.fields).toEqual({ count: 10 });
});

test("limits that no number meets are refused on save", () => {
  const check = (min: number, max: number) =>
    askNumber.check(askNumber.schema.parse({ text: "?", field: "n", min, max }));
  expect(check(2, 1)).toMatchObject([{ code: "empty-range", path: ["max"] }]);
  expect(check(1, 1)).toEqual([]);
});

test("the control knows the limits", () => {
  expect(asking({ min: 1, max: 9 }).said[0]?.extra?.input).toEqual({
    kind: "number",
    min: 1,
    max: 9,
  });
});
