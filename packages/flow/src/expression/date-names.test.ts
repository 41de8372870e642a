import { expect, test } from "vitest";
import { formatWallTime, parseWallTime } from "./date-format.ts";
import { dateNames, englishNames } from "./date-names.ts";
import { midnight } from "./iso-date.ts";

const may = { ...midnight, year: 2026, month: 5, day: 4 };

test.each([
  ["es", "lunes 4 de mayo"],
  ["de", "Montag 4 de Mai"],
  ["pt-BR", "segunda-feira 4 de maio"],
  ["ru", "понедельник 4 de мая"],
  ["en", "Monday 4 de May"],
  ["en-GB", "Monday 4 de May"],
])("in %s the fourth of May is %s", (language, text) => {
  expect(formatWallTime(may, "EEEE d 'de' MMMM", dateNames(language))).toBe(text);
});

test("a month alone has the form that it has alone, and the number stays with its sign", () => {
  expect(formatWallTime(may, "MMMM yyyy", dateNames("ru"))).toBe("май 2026");
  expect(formatWallTime(may, "MMMMd", dateNames("ja"))).toBe("5月4");
});

test.each(["xx", "tlh", "", "not a tag", "e", "en-US", "en-u-ca-buddhist"])(
  "%j names dates in English, whatever the machine's own language is",
  (language) => {
    expect(dateNames(language)).toEqual(englishNames);
  },
);

test("another calendar or other digits in the tag change nothing", () => {
  expect(dateNames("th-u-ca-buddhist-nu-thai")).toEqual(dateNames("th"));
});

test.each(["es", "de", "fr", "pt-BR", "ru", "ja", "ar", "fi", "ca", "tr", "el", "vi", "ko"])(
  "what %s writes is read again, each day of a year",
  (language) => {
    const names = dateNames(language);
    for (const format of ["EEEE d MMMM yyyy", "EEE, d MMM yyyy", "yyyy MMMM dd"]) {
      for (let month = 1; month <= 12; month += 1) {
        const wall = { ...may, month, day: 2 * month };
        const text = formatWallTime(wall, format, names) ?? "";
        expect(parseWallTime(text, format, names), text).toMatchObject({ ok: true, wall });
      }
    }
  },
);

test("short names are read with their point and without; other programs' English is read anywhere", () => {
  const french = dateNames("fr");
  const wall = { year: 2026, month: 9, day: 3 };
  for (const text of ["3 sept. 2026", "3 sept 2026", "3 Sep 2026"])
    expect(parseWallTime(text, "d MMM yyyy", french)).toMatchObject({ ok: true, wall });
  expect(parseWallTime("Thursday, 3 September 2026", "EEEE, d MMMM yyyy", french).ok).toBe(true);
  expect(parseWallTime("3 SEPTEMBRE 2026", "d MMMM yyyy", french)).toMatchObject({ wall });
  expect(parseWallTime("3 septiembre 2026", "d MMMM yyyy", french).ok).toBe(false);
});
