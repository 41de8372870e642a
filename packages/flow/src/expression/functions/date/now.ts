import type { FormulaFunction } from "../../formula-function.ts";

export const now: FormulaFunction = {
  name: "Now",
  family: "date",
  signature: "Now()",
  doc: "Gives the present time, in UTC. FormatDate shows it in the bot's zone.",
  examples: [
    { formula: "Now()", gives: "2026-03-29T00:30:00Z" },
    { formula: 'FormatDate(Now(), "HH:mm", "Europe/Madrid")', gives: "01:30" },
  ],
  arity: { least: 0, most: 0 },
  call: (call) => call.isoInstant(call.nowMs),
};
