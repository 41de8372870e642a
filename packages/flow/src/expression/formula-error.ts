/** Why a formula gave no value. */
export type FormulaErrorCode =
  | "bad-argument"
  | "bad-key"
  | "bad-node"
  | "bad-pattern"
  | "division-by-zero"
  | "missing-key"
  | "not-a-number"
  | "too-complex"
  | "too-deep"
  | "too-large"
  | "unknown-function"
  | "unknown-zone";

/** What `evaluate` reports instead of a value. */
export interface FormulaError {
  readonly code: FormulaErrorCode;
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** Carries an error from the node that failed up to `evaluate`, which alone catches it. */
export class FormulaFailure extends Error {
  readonly error: FormulaError;

  constructor(error: FormulaError) {
    super(error.message);
    this.error = error;
  }
}
