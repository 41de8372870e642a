/** How a sign between two values is read: the function it stands for, and how tightly it binds. */
export interface InfixOperator {
  readonly name: string;
  readonly binding: number;
}

/** All infix operators. Those of equal binding go from left to right. */
export const infixOperators: ReadonlyMap<string, InfixOperator> = new Map([
  ["||", { name: "Or", binding: 1 }],
  ["&&", { name: "And", binding: 2 }],
  ["==", { name: "IsEqual", binding: 3 }],
  ["!=", { name: "IsNotEqual", binding: 3 }],
  ["<", { name: "IsLess", binding: 4 }],
  ["<=", { name: "IsLessOrEqual", binding: 4 }],
  [">", { name: "IsGreater", binding: 4 }],
  [">=", { name: "IsGreaterOrEqual", binding: 4 }],
  ["+", { name: "Sum", binding: 5 }],
  ["-", { name: "Subtract", binding: 5 }],
  ["*", { name: "Product", binding: 6 }],
  ["/", { name: "Quotient", binding: 6 }],
  ["%", { name: "Remainder", binding: 6 }],
]);

/** How tightly a sign before a value binds: more than any infix operator. */
export const prefixBinding = 7;
