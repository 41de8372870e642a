import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecimalMark, readWrittenNumber } from "./read-written-number.ts";

const read = (text: string, mark: DecimalMark = ".", isWhole = false) =>
  readWrittenNumber(text, mark, isWhole);

test.each([
  ["42", 42],
  ["+42", 42],
  ["-42", -42],
  ["\u221242", -42],
  ["007", 7],
  ["1.5", 1.5],
  ["1,5", 1.5],
  [".5", 0.5],
  [",5", 0.5],
  ["5.", 5],
  ["0,125", 0.125],
  ["1234,567", 1234.567],
  ["1.234,5", 1234.5],
  ["1,234.5", 1234.5],
  ["1,234,567", 1_234_567],
  ["1.234.567", 1_234_567],
  ["1.234.567,89", 1_234_567.89],
  ["12 345,6", 12_345.6],
  ["12\u00a0345\u202f678", 12_345_678],
  ["1'234.50", 1234.5],
  ["1\u2019234", 1234],
  ["-0", 0],
  ["\uff14\uff12", 42],
])("%j is %d however it is read", (text, value) => {
  expect(read(text, ".")).toBe(value);
  expect(read(text, ",")).toBe(value);
});

test.each([
  ["1,234", ".", 1234],
  ["1,234", ",", 1.234],
  ["1.234", ".", 1.234],
  ["1.234", ",", 1234],
  ["12.500", ",", 12_500],
] as const)("%j with the decimal mark %j is %d", (text, mark, value) => {
  expect(read(text, mark)).toBe(value);
});

test.each(["1.234", "1,234"])("%j is 1234 where only whole numbers count", (text) => {
  expect(read(text, ".", true)).toBe(1234);
  expect(read(text, ",", true)).toBe(1234);
});

test.each([
  "",
  "-",
  ".",
  "a",
  "1a",
  "12 34",
  "1,23,4",
  "1.2.3",
  "1.234.56",
  "1,234,56",
  "1 234.567 8",
  "1e5",
  "0x10",
  "1_000",
  "--1",
  "1-1",
  "½",
  "٤٢",
  "NaN",
  "Infinity",
  "12 €",
  "9".repeat(41),
])("%j is no number", (text) => {
  expect(read(text)).toBeNull();
});

test("every number that a program writes plainly is read back", () => {
  const plain = fc.oneof(
    fc.integer(),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((it) => Number(it.toFixed(2))),
  );
  fc.assert(
    fc.property(plain, (value) => {
      expect(read(String(value))).toBe(value + 0);
    }),
  );
});

test("every number that is written for a country is read back with its decimal mark", () => {
  const locales = [
    ["en-US", "."],
    ["de-DE", ","],
    ["fr-FR", ","],
    ["de-CH", "."],
    ["es-ES", ","],
  ] as const;
  const cents = fc.integer({ min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(fc.constantFrom(...locales), cents, ([locale, mark], value) => {
      const written = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(
        value / 100,
      );
      expect(read(written, mark)).toBe(value / 100 + 0);
    }),
  );
});
