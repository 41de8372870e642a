import type { SeenEntry } from "../snapshot.ts";
import type { Violation } from "../violation.ts";

/** Checks that a run was as large as it says: what holds for a few messages proves little of many. */
export function checkAmount(entries: readonly SeenEntry[], wanted: number): readonly Violation[] {
  if (entries.length >= wanted) return [];
  const what = `${entries.length} events were written, and ${wanted} are to be proven`;
  return [{ invariant: "control", kind: "other", what, history: [] }];
}
