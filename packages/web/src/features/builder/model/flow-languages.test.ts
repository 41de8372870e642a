import { expect, test } from "vitest";
import { flowLanguages, languageName, writtenTag } from "./flow-languages.ts";

test("languages are listed by the names that the reader gives them, with their own beside", () => {
  const languages = flowLanguages("de", ["yo"]);
  expect(languages.find(({ tag }) => tag === "es")).toEqual({
    ...{ tag: "es", name: "Spanisch", ownName: "español" },
  });
  expect(languages.map(({ tag }) => tag)).toContain("yo");
  const names = languages.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, "de")));
});

test.each([
  ["pt-br", "pt-BR"],
  [" cy ", "cy"],
  ["madrid", null],
  ["not a tag", null],
  ["", null],
])("%j is written for the language %s", (text, tag) => {
  expect(writtenTag(text)).toBe(tag);
});

test("a tag that stands for no language is told as it is written", () => {
  expect(languageName("no_tag!", "en")).toBe("no_tag!");
});
