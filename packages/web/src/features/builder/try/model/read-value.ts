import type { Value } from "@parley/flow";

/** Reads what somebody typed: JSON where it is JSON, else the text as it stands. */
export function readValue(text: string): { readonly value: Value; readonly isJson: boolean } {
  try {
    return { value: JSON.parse(text) as Value, isJson: true };
  } catch {
    return { value: text, isJson: false };
  }
}
