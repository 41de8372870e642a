import { expect, test } from "vitest";
import { chooseLanguage, speak, t } from "./words.ts";

test("plurals and values are filled in, in the language that is spoken", async () => {
  const bots = "{count, plural, one {# bot} other {# bots}}";
  expect([t(bots, { count: 1 }), t(bots, { count: 1200 })]).toEqual(["1 bot", "1,200 bots"]);
  expect(t("Join {workspace}", { workspace: "{x}" })).toBe("Join {x}");
  await speak("de");
  expect(t("1 {unit}", { unit: "m" })).toBe("1 m");
  await speak("en");
});

test("the language is the chosen one, else the first of the browser's that is spoken", () => {
  expect(chooseLanguage("de", ["es"])).toBe("de");
  expect(chooseLanguage("fr", ["fr-CH", "es-MX", "de"])).toBe("es");
  expect(chooseLanguage(null, ["toString", "fr"])).toBe("en");
});
