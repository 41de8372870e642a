import { expect, test } from "vitest";
import { formWords } from "./form-words.ts";

test("lists the words of every form, each once, for the catalogues", () => {
  const words = formWords();
  expect(words).toContain("Keep the answer in");
  expect(words).toContain("is greater than");
  expect(words).toContain("Add an option");
  expect(new Set(words).size).toBe(words.length);
  expect(words).not.toContain("ES");
});
