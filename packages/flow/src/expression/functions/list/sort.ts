import { orderOf } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import type { Value } from "../../value.ts";

export const sort: FormulaFunction = {
  name: "Sort",
  family: "list",
  signature: "Sort(list)",
  doc: "Gives a copy of a list in rising order: numbers by size, dates by time, texts by alphabet with capitals first. Items must be of one sort.",
  examples: [
    { formula: 'Sort(["10", "9", 1])', gives: [1, "9", "10"] },
    { formula: 'Sort(["b", "a", "C"])', gives: ["C", "a", "b"] },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const list = call.list(0);
    call.weigh(list);
    call.spend(list.length * 64);
    const compare = (a: Value, b: Value): number => {
      const order = orderOf(a, b);
      if (order === undefined) throw call.mismatch(0, "a list of numbers, dates or texts only");
      return order;
    };
    return list.toSorted(compare);
  },
};
