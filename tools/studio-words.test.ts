import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import { formWords } from "../packages/web/src/features/builder/inspector/model/form-words.ts";
import de from "../packages/web/src/ui/words/de.json" with { type: "json" };
import es from "../packages/web/src/ui/words/es.json" with { type: "json" };
import { readSources, textsIn } from "./texts-in.ts";

const sources = readSources("packages/web/src");
const found = sources.map(textsIn);
// The words of a block's form stand in its schema.
const catalogues = { es, de };
const spoken = ["es", "de"] as const;
const texts = new Set([...found.flatMap((it) => it.texts), ...formWords()]);

test("every text is given literally, so that it can be found", () => {
  expect(found.flatMap((it) => it.notLiteral)).toEqual([]);
  expect(texts.size).toBeGreaterThan(100);
});

test("times and numbers are written in the language that is spoken, whatever the browser's own is", () => {
  const inBrowsers = /toLocale(?:Date|Time)?String\((?:\)|undefined)|Format\(undefined/;
  expect(sources.filter(({ text }) => inBrowsers.test(text)).map(({ path }) => path)).toEqual([]);
});

test.each([
  ["es", es],
  ["de", de],
] as const)("%s has every text, and none that nothing says", (_, catalogue) => {
  expect([...texts].filter((text) => !Object.hasOwn(catalogue, text)).toSorted()).toEqual([]);
  expect(Object.keys(catalogue).filter((text) => !texts.has(text))).toEqual([]);
});

test.each(spoken)("%s fills the same places as English", (language) => {
  const catalogue = catalogues[language];
  const differing = Object.entries(catalogue).filter(
    ([text, translated]) => placesIn(text).join() !== placesIn(translated).join(),
  );
  expect(differing).toEqual([]);
});

/** The names of what a message is filled with, each once. */
function placesIn(message: string): readonly string[] {
  const names = new Set<string>();
  const collect = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens)
      if (Array.isArray(token)) {
        names.add(String(token[0]));
        for (const form of Object.values(Object(token[2]))) collect(form);
      }
  };
  collect(compileMessage(message));
  return [...names].toSorted();
}
