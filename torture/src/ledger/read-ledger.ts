import type { Attempt, Ending, LedgerEntry } from "./ledger-line.ts";

/** Reads a ledger back, in the order of the attempts. Throws on a line that no ledger writes. */
export function readLedger(text: string): readonly LedgerEntry[] {
  const attempts = new Map<number, Attempt>();
  const endings = new Map<number, Ending>();
  for (const [at, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const read = JSON.parse(line) as Attempt | Ending;
    if ("outcome" in read) {
      if (!attempts.has(read.n) || endings.has(read.n))
        throw new Error(`Line ${at + 1} of the ledger ends attempt ${read.n}, which is not open.`);
      endings.set(read.n, read);
    } else attempts.set(read.n, read);
  }
  return [...attempts.values()].map((it) => ({ ...it, ending: endings.get(it.n) ?? null }));
}
