import fc from "fast-check";
import { expect, test } from "vitest";
import { type DateFormat, dateFormats, readDate } from "./date-format.ts";

test.each([
  ["2026/02/28", "yyyy/MM/dd"],
  ["26/02/28", "yy/MM/dd"],
  ["28/02/2026", "dd/MM/yyyy"],
  ["28/02/26", "dd/MM/yy"],
  ["02/28/26", "MM/dd/yy"],
  ["02/28/2026", "MM/dd/yyyy"],
  ["2026-02-28", "yyyy-MM-dd"],
] as const)("%j is 28 February 2026 in the format %s", (text, format) => {
  expect(readDate(text, format)).toBe("2026-02-28");
});

test.each(dateFormats)("the ISO form is a date in the format %s too", (format) => {
  expect(readDate("2026-02-03", format)).toBe("2026-02-03");
  expect(readDate("2026-02-03T23:30:00Z", format)).toBe("2026-02-03");
});

test("the same text is another day where the month comes first", () => {
  expect(readDate("03/04/2026", "dd/MM/yyyy")).toBe("2026-04-03");
  expect(readDate("03/04/2026", "MM/dd/yyyy")).toBe("2026-03-04");
});

test.each(["3.4.2026", "3-4-2026", "3 4 2026", "03 / 04 / 2026", "3/4/26"])(
  "%j is 3 April 2026 where the day comes first",
  (text) => {
    expect(readDate(text, "dd/MM/yyyy")).toBe("2026-04-03");
  },
);

test.each([
  ["01/01/69", "2069-01-01"],
  ["01/01/70", "1970-01-01"],
  ["29/02/00", "2000-02-29"],
])("the year of two digits in %j is that of %s", (text, day) => {
  expect(readDate(text, "dd/MM/yy")).toBe(day);
});

test.each([
  ["29/02/2026", "dd/MM/yyyy"],
  ["31/04/2026", "dd/MM/yyyy"],
  ["00/01/2026", "dd/MM/yyyy"],
  ["13/13/2026", "dd/MM/yyyy"],
  ["02/28/2026", "dd/MM/yyyy"],
  ["28/02/2026", "MM/dd/yyyy"],
  ["28/02/2026", "yyyy/MM/dd"],
  ["28/02/026", "dd/MM/yyyy"],
  ["28/02", "dd/MM/yyyy"],
  ["28-02/2026", "dd/MM/yyyy"],
  ["280226", "dd/MM/yy"],
  ["2026-02-30", "dd/MM/yyyy"],
  ["tomorrow", "dd/MM/yyyy"],
  ["", "dd/MM/yyyy"],
  ["28/02/2026 and more", "dd/MM/yyyy"],
] as const)("%j is no date in the format %s", (text, format) => {
  expect(readDate(text, format)).toBeNull();
});

test("every day that is written in a format is read back: no two formats can disagree about an answer", () => {
  const day = fc.date({
    min: new Date("1970-01-01T00:00:00Z"),
    max: new Date("2069-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(fc.constantFrom(...dateFormats), day, (format, date) => {
      const iso = date.toISOString().slice(0, 10);
      expect(readDate(write(iso, format), format)).toBe(iso);
      expect(readDate(iso, format)).toBe(iso);
    }),
  );
});

function write(iso: string, format: DateFormat): string {
  const [year = "", month = "", day = ""] = iso.split("-");
  return format
    .replace("yyyy", year)
    .replace("yy", year.slice(2))
    .replace("MM", month)
    .replace("dd", day);
}
