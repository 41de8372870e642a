/** Where a node stands in the source: offsets of its first character and of the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A parsed formula: plain data, one union of six kinds. Operators are another spelling of functions
 * (`a + b` is `Sum(a, b)`), so a tree holds calls only.
 */
export type Expression = Span &
  (
    | { readonly kind: "literal"; readonly value: null | boolean | number | string }
    | { readonly kind: "field"; readonly name: string }
    | { readonly kind: "list"; readonly items: readonly Expression[] }
    | { readonly kind: "record"; readonly entries: readonly RecordEntry[] }
    | { readonly kind: "member"; readonly of: Expression; readonly key: Expression }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  );

/** One `"key": value` of an object literal. */
export interface RecordEntry {
  readonly key: string;
  readonly value: Expression;
}

/** What is wrong with a source text, where, and what to do about it. */
export interface FormulaProblem extends Span {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}
