import type { FormulaFunction } from "../../formula-function.ts";

export const average: FormulaFunction = {
  name: "Average",
  family: "math",
  signature: "Average(number, ...numbers)",
  doc: "Gives the mean of numbers. A list counts as its items; an empty one is an error.",
  examples: [
    { formula: "Average(1, 2, 6)", gives: 3 },
    { formula: "Average(@marks)", fields: { marks: [4, 5] }, gives: 4.5 },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => {
    const numbers = call.numbers();
    if (numbers.length === 0) throw call.failure("division-by-zero", "there are no numbers");
    return call.finite(numbers.reduce((a, b) => a + b, 0) / numbers.length);
  },
};
