import { expect, test } from "vitest";
import { checkConstants, patternsIn } from "./check-constants.ts";
import { evaluate } from "./evaluate.ts";
import { functionCatalogue } from "./functions/catalogue.ts";
import { parseFormula } from "./parse.ts";

function treeOf(source: string) {
  const parsed = parseFormula(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.tree;
}

const scope = { field: () => "2026-02-28", nowMs: Date.UTC(2026, 1, 28), zone: "UTC" };
const examples = functionCatalogue.flatMap((it) => it.examples.map(({ formula }) => formula));

test.each([
  ['FormatDate(Now(), "YYYY-MM-DD")', '"YYYY-MM-DD"', "bad-format", 'Did you mean "yyyy-MM-dd"?'],
  [
    'FormatDate(Now(), "dddd D MMMM")',
    '"dddd D MMMM"',
    "bad-format",
    'Did you mean "EEEE d MMMM"?',
  ],
  ['FormatDate(Now(), "hh:mm tt")', '"hh:mm tt"', "bad-format", 'Did you mean "hh:mm a"?'],
  ['FormatDate(Now(), "d de MMMM")', '"d de MMMM"', "bad-format", "'quotes'"],
  ['ParseDate(@d, "DD/MM/YY")', '"DD/MM/YY"', "bad-format", 'Did you mean "dd/MM/yy"?'],
  ['FormatDate(Now(), "dd", "Europe/Madird")', '"Europe/Madird"', "unknown-zone", "Europe/Madrid"],
  ['FormatDate(Now(), "dd", "CEST+2")', '"CEST+2"', "unknown-zone", "IANA"],
  ['DateAdd(@d, 1, "dyas")', '"dyas"', "bad-unit", 'Did you mean "days"?'],
  ['DateDiff(@d, Now(), "quarters")', '"quarters"', "bad-unit", "years, months"],
  ['If(@a, 1, DateAdd("28/02/2026", 1, "day"))', '"28/02/2026"', "bad-date", "ParseDate"],
  ['DateDiff("2026-02-30", Now(), "days")', '"2026-02-30"', "bad-date", "2026-02-28"],
  ['[{"a": RegexTest("(?=x)", @a)}]', '"(?=x)"', "bad-pattern", "look-around"],
  ['RegexReplace("[", @a, "")', '"["', "bad-pattern", "RE2"],
])("%s is told of at %s: %s", (source, place, code, hint) => {
  const problem = checkConstants(treeOf(source));
  expect(problem).toMatchObject({ code, hint: expect.stringContaining(hint) });
  expect(problem?.isWarning).toBeUndefined();
  expect(source.slice(problem?.from, problem?.to)).toBe(place);
});

test.each([
  'FormatDate(Now(), "YYYY-MM-DD")',
  'FormatDate(Now(), "dd", "Europe/Madird")',
  'DateAdd(Now(), 1, "dyas")',
  'DateAdd("28/02/2026", 1, "day")',
  'RegexTest("(?=x)", "x")',
])("what is told of would fail whenever it runs: %s", (source) => {
  expect(evaluate(treeOf(source), scope).ok).toBe(false);
});

test.each(['FormatDate(@d, "dd/mm/yyyy")', 'ParseDate(@d, "mm-yy")'])(
  "%s works, but hardly as it was meant",
  (source) => {
    const problem = checkConstants(treeOf(source));
    expect(problem).toMatchObject({ code: "minutes-for-month", isWarning: true });
    expect(problem?.hint).toMatch(/"(?:dd\/MM\/yyyy|MM-yy)"/);
  },
);

test.each([
  ...examples,
  "FormatDate(@d, @format, @zone)",
  'FormatDate(Now(), "mm")',
  'FormatDate(Now(), "dd/MM H:mm")',
  'DateAdd(Now(), 1, Concat("da", "ys"))',
  'Weekday(GetValue(@d, "28/02/2026"))',
  "Timestamp(1774744200)",
])("there is nothing to tell of in %s", (source) => {
  expect(checkConstants(treeOf(source))).toBeNull();
});

test("a mistake is told of before what only looks like one", () => {
  const source = 'Concat(FormatDate(@d, "dd/mm/yy"), FormatDate(@d, "DD"))';
  expect(checkConstants(treeOf(source))).toMatchObject({ code: "bad-format" });
});

test("the patterns of a formula are counted with those of its flow", () => {
  const source = 'And(RegexTest("a+", @a), [RegexMatch(@b, "c"), RegexReplace("d", "e", "f")])';
  expect(patternsIn(treeOf(source))).toEqual(["a+", "d"]);
});
