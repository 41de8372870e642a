import { expect, test } from "vitest";
import { answerPresetOf, answerPresets, findAnswers } from "./inspector-answer.ts";

test("every answer with a name is found by it, and named by it", () => {
  for (const [name, answers] of Object.entries(answerPresets)) {
    expect(findAnswers(name)).toEqual(answers);
    expect(answerPresetOf(answers)).toBe(name);
  }
  expect(answerPresetOf({ status: 201, delay_ms: 10 })).toBe("own");
  expect(findAnswers("constructor")).toBeUndefined();
});
