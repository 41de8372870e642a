import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

const cell = (text: string) => csvLine([text]).slice(0, -2);

test("writes words in quotes, numbers as they are, nothing for null, and ends as the standard says", () => {
  expect(csvLine(["Hi", 42, null, -1.5, ""])).toBe('"Hi",42,,-1.5,""\r\n');
});

test("doubles quotes, and keeps commas and line ends inside", () => {
  expect(cell('say "hi", now\r\nor later')).toBe('"say ""hi"", now\r\nor later"');
});

test.each(["=", "+", "-", "@", "＝", "＋", "－", "＠"])(
  "puts an apostrophe before what begins with %s, also after blanks and quotes",
  (sign) => {
    const formula = `${sign}cmd|' /C calc'!A0`;
    for (const before of [
      "",
      " ",
      "  ",
      "\u00a0",
      "\u3000",
      "\ufeff",
      "\u200b",
      '"',
      "'",
      "\t",
      "\r",
      "\n",
      "\u0000",
    ])
      expect(cell(before + formula)).toBe(`"'${(before + formula).replaceAll('"', '""')}"`);
  },
);

test.each(["\t", "\r", "\n", "\u0000", "\u001f"])(
  "puts an apostrophe before what begins with the control character %j",
  (control) => {
    expect(cell(`${control}x`)).toBe(`"'${control}x"`);
  },
);

test.each(["Ann", "1+1", "a=b", "me@host", "—dash", "5-3", "'quoted'", "🙂=1", '{"a":1}'])(
  "leaves %j as it is",
  (text) => {
    expect(cell(text)).toBe(`"${text.replaceAll('"', '""')}"`);
  },
);

/** Reads one line as RFC 4180 says. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const next = /"((?:[^"]|"")*)"(,|\r\n$)/gy;
  for (let found = next.exec(line); found; found = next.exec(line))
    cells.push((found[1] ?? "").replaceAll('""', '"'));
  return cells;
}

test("any words come back, but for the apostrophe, and none of them begins a formula", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", " ", '"', "'", ",", "\n", "a", "＝"),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string()), { minLength: 1 }), (texts) => {
      const cells = cellsOf(csvLine(texts));
      expect(cells.map((it, at) => (it === texts[at] ? it : it.slice(1)))).toEqual(texts);
      for (const it of cells) expect(it).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    }),
  );
});
