import type { FormulaFunction } from "../../formula-function.ts";

export const product: FormulaFunction = {
  name: "Product",
  family: "math",
  signature: "Product(number, ...numbers)",
  doc: "Multiplies numbers. A list counts as its items. Also written a * b.",
  examples: [
    { formula: "Product(2, 3, 4)", gives: 24 },
    { formula: "@price * @count", fields: { price: 1.1, count: 3 }, gives: 3.3 },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => call.finite(call.numbers().reduce((total, number) => total * number, 1)),
};
