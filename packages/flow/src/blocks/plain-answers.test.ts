import fc from "fast-check";
import { expect, test } from "vitest";
import { askDate } from "./ask-date/ask-date.ts";
import { askEmail } from "./ask-email/ask-email.ts";
import { askNumber } from "./ask-number/ask-number.ts";
import { askPhone } from "./ask-phone/ask-phone.ts";
import { askRating } from "./ask-rating/ask-rating.ts";
import { askUrl } from "./ask-url/ask-url.ts";
import { type Stage, stage } from "./asking-testing.ts";

const own = { text: "?", field: "answer" };

/** Each kind whose answers have a fixed form, with answers as they are stored. */
const fixed: readonly (readonly [string, () => Stage, readonly [string, unknown][]])[] = [
  ["e-mail", () => stage(askEmail, own), [["ann.lee+1@example.org", "ann.lee+1@example.org"]]],
  ["phone", () => stage(askPhone, own), [["+34 600-111-222", "+34600111222"]]],
  [
    "number",
    () => stage(askNumber, own),
    [
      ["-1234.5", -1234.5],
      ["70", 70],
    ],
  ],
  ["date", () => stage(askDate, { ...own, format: "dd/MM/yyyy" }), [["3/4/2026", "2026-04-03"]]],
  ["rating", () => stage(askRating, own), [["4/5", 4]]],
];

const answerTo = (asked: Stage, text: string): unknown => {
  asked.enter();
  return asked.answer(text) === "success" ? asked.fields.answer : "asked again";
};

// What iOS, WhatsApp and web pages put around what is copied, and a soft hyphen.
const mark = fc.constantFrom(
  "\u200e",
  "\u200f",
  "\u202a",
  "\u202c",
  "\u2066",
  "\u2069",
  "\u200b",
  "\ufeff",
  "\u00ad",
);
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

test.each(fixed)(
  "marks that nobody sees and full-width signs change nothing about a %s",
  (_, asked, answers) => {
    const places = fc.array(fc.tuple(mark, fc.nat(30)), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.constantFrom(...answers),
        places,
        fc.boolean(),
        ([text, value], marks, isWide) => {
          const signs = Array.from(isWide ? wide(text) : text);
          for (const [it, at] of marks) signs.splice(at % (signs.length + 1), 0, it);
          expect(answerTo(asked(), signs.join(""))).toBe(value);
        },
      ),
    );
  },
);

test.each([
  ["Arabic", "٣/٤/٢٠٢٦", "٤", "١٢٫٥", "+٣٤٦٠٠١١١٢٢٢"],
  ["Persian", "۳/۴/۲۰۲۶", "۴", "۱۲٫۵", "+۳۴۶۰۰۱۱۱۲۲۲"],
  ["Devanagari", "३/४/२०२६", "४", "१२.५", "+३४६००१११२२२"],
  ["Thai", "๓/๔/๒๐๒๖", "๔", "๑๒.๕", "+๓๔๖๐๐๑๑๑๒๒๒"],
])("%s digits are digits", (_, date, rating, number, phone) => {
  expect(answerTo(stage(askDate, { ...own, format: "dd/MM/yyyy" }), date)).toBe("2026-04-03");
  expect(answerTo(stage(askRating, own), rating)).toBe(4);
  for (const decimalMark of [".", ","])
    expect(answerTo(stage(askNumber, { ...own, decimalMark }), number)).toBe(12.5);
  expect(answerTo(stage(askPhone, own), phone)).toBe("+34600111222");
});

test("a pasted web address loses the marks around it, not those that are part of a name", () => {
  const asked = () => stage(askUrl, own);
  expect(answerTo(asked(), "\u202aexample.org/a\u202c")).toBe("https://example.org/a");
  expect(answerTo(asked(), "example.org/\u202egnp.exe")).toBe("asked again");
});
