import { expect, test } from "vitest";
import { matchWords } from "./match-words.ts";

test("what begins with the words comes first, then where a word begins with them, then where they are at all", () => {
  const scores = ["Goal Count a milestone", "A goal", "Foregoal", "Goodbye Say goodbye and close"];
  expect(scores.map((text) => matchWords(text, "goal"))).toEqual([1, 0.8, 0.5, 0]);
  expect(matchWords("Ask for the e-mail An e-mail address", "mail ask")).toBe(0.5);
});
