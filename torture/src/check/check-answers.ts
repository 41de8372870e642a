import type { LedgerEntry } from "../ledger/ledger-line.ts";
import { groupBy } from "./group-by.ts";
import { tellHistory } from "./tell-history.ts";
import type { Violation } from "./violation.ts";

/** Checks that a repeat of the same request was answered as the first was. */
export function checkAnswers(ledger: readonly LedgerEntry[]): readonly Violation[] {
  const repeats = groupBy(ledger, (it) => `${it.op} ${it.key} ${it.bodyHash}`);
  return [...repeats.values()].flatMap((attempts) => {
    const answers = attempts.flatMap(({ ending }) =>
      ending?.outcome === "ok" ? [`${ending.status} ${ending.answerHash}`] : [],
    );
    if (new Set(answers).size <= 1) return [];
    return [
      {
        invariant: "I7",
        kind: "other" as const,
        what: `${attempts[0]?.op} ${attempts[0]?.key} was answered differently when it was repeated`,
        history: [...tellHistory(attempts), ...answers],
      },
    ];
  });
}
