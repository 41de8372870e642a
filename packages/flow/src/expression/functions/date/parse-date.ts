import { dateFormatWords, parseWallTime } from "../../date-format.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import { isoDay } from "../../iso-date.ts";

export const parseDate: FormulaFunction = {
  name: "ParseDate",
  family: "date",
  signature: "ParseDate(text, format)",
  doc: "Reads a date or time that is written in a format, for its words see FormatDate. Names are in the bot's language or in English. A time is in the bot's zone. A text that does not fit is an error; spaces around it do not count.",
  examples: [
    { formula: 'ParseDate("28/02/2026", "dd/MM/yyyy")', gives: "2026-02-28" },
    {
      formula: 'ParseDate(@answer, "d/M/yy")',
      fields: { answer: " 3/4/26\n" },
      gives: "2026-04-03",
    },
    {
      formula: 'ParseDate("Feb 3, 2026 4:05 PM", "MMM d, yyyy h:mm a")',
      gives: "2026-02-03T16:05:00Z",
    },
  ],
  constants: [null, "format"],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const read = parseWallTime(call.text(0).trim(), call.text(1), call.dateNames);
    if (read.ok)
      return read.hasTime ? call.isoInstant(call.instantOf(read.wall)) : isoDay(read.wall);
    if (read.fault === "no-match") throw call.mismatch(0, "a date in the format of argument 2");
    throw call.mismatch(1, `a format made of ${dateFormatWords.join(" ")}`);
  },
};
