import { expect, test } from "vitest";
import { cpuClock } from "../../testing/cpu-clock.ts";
import { stage } from "../asking-testing.ts";
import { askText } from "./ask-text.ts";

const params = { text: "What happened?", field: "story" };

function answering(own: { readonly [name: string]: unknown }, text: string) {
  const asked = stage(askText, { ...params, ...own });
  asked.enter();
  return { outcome: asked.answer(text), fields: asked.fields };
}

function problemsOf(own: { readonly [name: string]: unknown }) {
  return askText
    .check(askText.schema.parse({ ...params, ...own }))
    .map(({ code, path }) => [code, ...path]);
}

test("any text is an answer; the space around it goes, the lines inside stay", () => {
  expect(answering({}, " one\ntwo \n")).toEqual({
    outcome: "success",
    fields: { story: "one\ntwo" },
  });
});

test("nothing but space is no answer", () => {
  expect(answering({}, " \n\t ").outcome).toBe("asking");
});

test.each([
  ["ab", "asking"],
  ["abc", "success"],
  ["abcde", "success"],
  ["abcdef", "asking"],
  ["😀😀", "asking"],
  ["😀😀😀😀😀", "success"],
])("with 3 to 5 characters, %j leads to %s", (text, outcome) => {
  expect(answering({ minChars: 3, maxChars: 5 }, text).outcome).toBe(outcome);
});

test.each([
  ["AB-123", "success"],
  ["xAB-123", "asking"],
  ["AB-123\nmore", "asking"],
  ["ab-123", "asking"],
])("the whole of %j must match the pattern: %s", (text, outcome) => {
  expect(answering({ pattern: "[A-Z]{2}-\\d+" }, text).outcome).toBe(outcome);
});

test("a pattern that would hold up other engines is answered at once", () => {
  const spent = cpuClock();
  expect(answering({ pattern: "(a+)+$" }, `${"a".repeat(4999)}!`).outcome).toBe("asking");
  expect(spent()).toBeLessThan(200);
});

test("where a pattern must hold, an answer of more than 5,000 characters does not", () => {
  expect(answering({ pattern: "a+" }, "a".repeat(5000)).outcome).toBe("success");
  expect(answering({ pattern: "a+" }, "a".repeat(5001)).outcome).toBe("asking");
});

test("an answer is tried on no pattern that would take seconds for it", () => {
  const text = "x".repeat(2_000);
  expect(answering({ pattern: "x*(?:y?z?){100}" }, text).outcome).toBe("success");
  expect(answering({ pattern: "x*(?:(?:y?z?){100}){9}" }, text).outcome).toBe("asking");
});

test.each(["(", "(?<=a)b", "(a)\\1", "a{2000}"])("the pattern %j is refused on save", (pattern) => {
  expect(problemsOf({ pattern })).toEqual([["bad-pattern", "pattern"]]);
});

test("limits that no answer can meet are refused on save", () => {
  expect(problemsOf({ minChars: 5, maxChars: 4 })).toEqual([["empty-range", "maxChars"]]);
  expect(problemsOf({ minChars: 5, maxChars: 5 })).toEqual([]);
  expect(problemsOf({ maxChars: 5 })).toEqual([]);
});

test("a box for several lines is offered on demand", () => {
  const asked = stage(askText, { ...params, multiline: true });
  asked.enter();
  expect(asked.said[0]?.extra?.input).toEqual({ kind: "text", multiline: true });
});

test("a picture is no text", () => {
  const asked = stage(askText, params);
  asked.enter();
  expect(asked.answer({ type: "image", url: "https://a.example/b.png" })).toBe("asking");
});
