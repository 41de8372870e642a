import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askRating } from "./ask-rating.ts";

function asking(own: { readonly [name: string]: unknown } = {}) {
  const asked = stage(askRating, { text: "How was it?", field: "stars", ...own });
  asked.enter();
  return asked;
}

test.each([
  ["1", 1],
  [" 5 ", 5],
  ["4/5", 4],
  ["4 / 5", 4],
])("%j of five is %d", (text, value) => {
  const asked = asking();
  expect(asked.answer(text)).toBe("success");
  expect(asked.fields).toEqual({ stars: value });
  expect(asked.types).toEqual({ stars: "integer" });
});

test.each(["0", "6", "4.5", "-1", "4/10", "five", "", "4/", "1e0"])(
  "%j is no step of five",
  (text) => {
    expect(asking().answer(text)).toBe("asking");
  },
);

test("the step that the chat's control has sent counts, and is checked alike", () => {
  const sent = (answer: number | string) =>
    ({ type: "text", text: "★★★★", extra: { answer } }) as const;
  const asked = asking();
  expect(asked.answer(sent(6))).toBe("asking");
  expect(asked.answer(sent(3.5))).toBe("asking");
  expect(asked.answer(sent("4"))).toBe("asking");
  expect(asked.answer(sent(4))).toBe("success");
});

test("the control knows the scale and the shape", () => {
  const input = asking({ scale: 10, shape: "number" }).said[0]?.extra?.input;
  expect(input).toEqual({ kind: "rating", scale: 10, shape: "number" });
});

test.each([1, 11, 2.5])("there is no scale of %d", (scale) => {
  const params = { text: "?", field: "stars", scale };
  expect(askRating.schema.safeParse(params).success).toBe(false);
});
