import { expect, test, vi } from "vitest";
import { chooseLanguage, speak, spokenLocale, t } from "./words.ts";

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

test("times and numbers are in the spoken language, as the reader's region writes them", async () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr", "en-GB", "en-US"]);
  expect(spokenLocale()).toBe("en-GB");
  await speak("de");
  expect(spokenLocale()).toBe("de");
  await speak("en");
  vi.restoreAllMocks();
});
