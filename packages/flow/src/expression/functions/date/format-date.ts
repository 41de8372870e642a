import { dateFormatWords, formatWallTime } from "../../date-format.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const formatDate: FormulaFunction = {
  name: "FormatDate",
  family: "date",
  signature: "FormatDate(date, format, zone?)",
  doc: "Writes a date in a format of yyyy yy MMMM MMM MM M dd d EEEE EEE HH H hh h mm m ss s SSS a; other letters stand in 'quotes'. Names of months and days are in the bot's language. A time is shown in the bot's zone, or in the one given.",
  examples: [
    { formula: 'FormatDate("2026-02-28", "dd/MM/yyyy")', gives: "28/02/2026" },
    {
      formula: 'FormatDate("2026-02-28", "EEEE d MMMM \'at\' H")',
      gives: "Saturday 28 February at 0",
    },
    {
      formula: 'FormatDate("2026-07-01T10:00:00Z", "h:mm a", "America/New_York")',
      gives: "6:00 AM",
    },
  ],
  constants: ["date", "format", "zone"],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const zone = call.has(2) ? call.text(2) : call.zone;
    const wall = call.wallOf(0, zone);
    const text = formatWallTime(wall, call.text(1), call.dateNames);
    if (text === undefined) throw call.mismatch(1, `a format made of ${dateFormatWords.join(" ")}`);
    return text;
  },
};
