import { afterEach, expect, test, vi } from "vitest";
import { guessCountry } from "./dial-codes.ts";
import { readersLocale } from "./readers-locale.ts";

afterEach(() => vi.unstubAllGlobals());

test("a reader's language tells the country of a phone number", () => {
  vi.stubGlobal("navigator", { language: "de-AT" });
  expect(guessCountry(readersLocale())).toBe("AT");
  vi.stubGlobal("navigator", { language: "es" });
  expect(guessCountry(readersLocale())).toBe("ES");
});

test.each(["C", "", undefined, "not a language"])(
  "a browser that says %j breaks nothing",
  (language) => {
    vi.stubGlobal("navigator", { language });
    expect(readersLocale().language).toMatch(/^[a-z]{2,3}$/);
    expect(guessCountry(readersLocale())).toMatch(/^[A-Z]{2}$/);
  },
);
