import type { LedgerEntry } from "../ledger/ledger-line.ts";

/** Tells the attempts with one key, a line each: the shortest history of what became of it. */
export function tellHistory(attempts: readonly LedgerEntry[]): readonly string[] {
  return attempts.map(({ n, t, client, op, key, ending }) => {
    const end = ending
      ? `${ending.outcome} ${ending.status} at ${stamp(ending.t)}`
      : "the run ended first";
    return `#${n} ${stamp(t)} ${client} ${op} ${key} → ${end}`;
  });
}

const stamp = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
