/** What one look of `parley doctor` has found. Only a fault makes it fail. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "fault";
  readonly found: string;
  /** What to do about it; empty when all is well. */
  readonly advice: string;
}

/** All is well. */
export const fine = (check: string, found: string): Finding => ({
  check,
  found,
  state: "ok",
  advice: "",
});

/** It works, perhaps not as it was meant. */
export const warning = (check: string, found: string, advice: string): Finding => ({
  ...{ check, found, advice },
  state: "warning",
});

/** It does not work, or something could be lost. */
export const fault = (check: string, found: string, advice: string): Finding => ({
  ...{ check, found, advice },
  state: "fault",
});
