import type { FormulaCall } from "./formula-call.ts";
import type { Value } from "./value.ts";

/** Where documentation and completion file a function. */
type FunctionFamily = "math" | "comparison" | "logical" | "text" | "object" | "list" | "date";

/** What a text must be that stands as an argument, written out. */
export type ConstantKind = "date" | "format" | "pattern" | "unit" | "zone";

/** A formula and what it gives; run as a test. Without fields of its own it stands alone. */
export interface FunctionExample {
  readonly formula: string;
  readonly fields?: { readonly [name: string]: Value };
  readonly gives: Value;
}

/** One function of the formula language: what it does, and how it is explained. */
export interface FormulaFunction {
  readonly name: string;
  readonly family: FunctionFamily;
  /** `Name(argument, optional?, ...rest)`; the argument count in `arity` says the same. */
  readonly signature: string;
  readonly doc: string;
  readonly examples: readonly FunctionExample[];
  /** By argument: what a text written there is checked to be before a flow is published. */
  readonly constants?: readonly (ConstantKind | null)[];
  readonly arity: { readonly least: number; readonly most: number };
  readonly call: (call: FormulaCall) => Value;
}
