import { groupBy } from "./group-by.ts";
import type { ReadySpan, SeenEntry, Snapshot } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** How long the delay of the flow under test is. */
export const delayMs = 1_000;
// The promise is 1 s; a second of delay would hide that, and one clock stamps both.
const mostEarlyMs = 250;
const mostLateMs = 10_000;

/** Checks that what a delay held back came not too early, and within 10 s of being due while the server was ready. */
export function checkTimers({ entries, ready }: Snapshot): readonly Violation[] {
  const asked = entries.filter((it) => it.author === "customer" && it.text.startsWith("delay "));
  const woken = groupBy(entries, (it) => it.text);
  return asked.flatMap((from) => {
    const [woke] = woken.get(`woke ${from.text}`) ?? [];
    return woke ? judge(from, woke, ready) : [];
  });
}

function judge(
  from: SeenEntry,
  woke: SeenEntry,
  ready: readonly ReadySpan[],
): readonly Violation[] {
  const dueMs = from.atUs / 1000 + delayMs;
  const wokeMs = woke.atUs / 1000;
  const isLate = ready.some(
    (span) => Math.min(span.toMs, wokeMs) - Math.max(span.fromMs, dueMs) > mostLateMs,
  );
  if (!isLate && dueMs - wokeMs <= mostEarlyMs) return [];
  const offMs = Math.round(wokeMs - dueMs);
  return [
    {
      invariant: "I13",
      kind: "other",
      what: `the delay of "${from.text}" ended ${offMs} ms ${isLate ? "late" : "from its time"}`,
      history: [
        `conversation ${from.conversationId}: due ${dueMs}, fired ${wokeMs}`,
        ...ready.map((span) => `ready ${span.fromMs} to ${span.toMs}`),
      ],
    },
  ];
}
