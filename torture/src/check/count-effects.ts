import type { LedgerEntry } from "../ledger/ledger-line.ts";
import { groupBy } from "./group-by.ts";
import type { SeenEntry } from "./snapshot.ts";
import { tellHistory } from "./tell-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Counts what each operation has left behind: the customer's own entry of a message, and the bot's words that follow
 * from it. Accepted: exactly once. Unknown: at most once. Refused every time: never.
 */
export function countEffects(
  ledger: readonly LedgerEntry[],
  entries: readonly SeenEntry[],
): { readonly accepted: number; readonly violations: readonly Violation[] } {
  const byClientId = groupBy(entries, (it) => it.clientId);
  const byText = groupBy(
    entries.filter((it) => it.author !== "customer"),
    (it) => it.text,
  );
  const violations: Violation[] = [];
  let accepted = 0;
  for (const attempts of groupBy(ledger, (it) => `${it.op} ${it.key}`).values()) {
    const [first] = attempts;
    if (!first) continue;
    const bounds = boundsOf(attempts);
    if (bounds.least === 1) accepted += 1;
    const traces = [
      ...(first.op === "say"
        ? [{ what: `message ${first.key}`, in: byClientId.get(first.key) }]
        : []),
      ...(first.mark === null ? [] : [{ what: `"${first.mark}"`, in: byText.get(first.mark) }]),
    ];
    for (const { what, in: found = [] } of traces)
      violations.push(...judge(what, found, bounds, attempts));
  }
  return { accepted, violations };
}

interface Bounds {
  readonly least: 0 | 1;
  readonly most: 0 | 1;
}

function boundsOf(attempts: readonly LedgerEntry[]): Bounds {
  const outcomes = attempts.map(({ ending }) => ending?.outcome ?? "unknown");
  if (outcomes.includes("ok")) return { least: 1, most: 1 };
  return { least: 0, most: outcomes.includes("unknown") ? 1 : 0 };
}

function judge(
  what: string,
  found: readonly SeenEntry[],
  { least, most }: Bounds,
  attempts: readonly LedgerEntry[],
): readonly Violation[] {
  const history = [
    ...tellHistory(attempts),
    ...found.map((it) => `in conversation ${it.conversationId} at seq ${it.seq}`),
  ];
  if (found.length < least)
    return [{ invariant: "I1", kind: "lost", what: `${what} was accepted and is gone`, history }];
  if (found.length <= most) return [];
  const isRefused = most === 0;
  return [
    {
      invariant: isRefused ? "I16" : "I2",
      kind: isRefused ? "other" : "duplicated",
      what: isRefused
        ? `${what} was refused and is there`
        : `${what} is there ${found.length} times`,
      history,
    },
  ];
}
