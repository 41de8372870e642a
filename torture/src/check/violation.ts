/** A promise that was not kept. */
export interface Violation {
  readonly invariant: string;
  /** Which of the two that the last line counts, if one of them. */
  readonly kind: "lost" | "duplicated" | "other";
  readonly what: string;
  /** The operations that lead to it, as short as they can be told. */
  readonly history: readonly string[];
}
