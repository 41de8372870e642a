import { expect, test } from "vitest";
import { matchWords } from "./match-words.ts";

test("what begins with the words comes first, then where a word begins with them, then where they are at all", () => {
  const scores = ["Goal Count a milestone", "A goal", "Foregoal", "Goodbye Say goodbye and close"];
  expect(scores.map((text) => matchWords(text, "goal"))).toEqual([1, 0.8, 0.5, 0]);
  expect(matchWords("Ask for the e-mail An e-mail address", "mail ask")).toBe(0.5);
});

test("letters that only stand somewhere in this order are no match", () => {
  expect(matchWords("Bike shop: help desk Builder", "bed")).toBe(0);
  expect(matchWords("Sign out", "xyzzy")).toBe(0);
});

test("accents and capitals do not matter, on either side", () => {
  expect(matchWords("Étienne", "etienne")).toBe(1);
  expect(matchWords("Einstellungen für Köche", "FÜR koche")).toBe(0.8);
});
