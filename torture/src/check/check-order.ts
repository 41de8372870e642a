import type { LedgerEntry } from "../ledger/ledger-line.ts";
import { groupBy } from "./group-by.ts";
import type { SeenElsewhere, SeenEntry, Snapshot } from "./snapshot.ts";
import { tellHistory } from "./tell-history.ts";
import type { Violation } from "./violation.ts";

/** Checks that each conversation has one order without gaps, the same at every door, and that of its sender. */
export function checkOrder(ledger: readonly LedgerEntry[], seen: Snapshot): readonly Violation[] {
  const conversations = groupBy(seen.entries, (it) => it.conversationId);
  const says = groupBy(
    ledger.filter((it) => it.op === "say"),
    (it) => it.key,
  );
  return [
    ...[...conversations].flatMap(([id, entries]) => [
      ...checkNumbers(id, entries),
      ...checkSender(id, entries, says),
      ...checkOwner(id, entries),
    ]),
    ...seen.elsewhere.flatMap((door) => checkDoor(door, conversations)),
  ];
}

function checkNumbers(id: number, entries: readonly SeenEntry[]): readonly Violation[] {
  const inOrder = entries.toSorted((a, b) => a.seq - b.seq);
  const at = inOrder.findIndex(
    ({ seq, atUs }, n) => seq !== n + 1 || atUs <= (inOrder[n - 1]?.atUs ?? 0),
  );
  if (at === -1) return [];
  const near = inOrder.slice(Math.max(0, at - 1), at + 2);
  return [
    orderViolation(
      `conversation ${id} has a gap, a repeat or a step back in time near seq ${at + 1}`,
      near.map((it) => `seq ${it.seq} at ${it.atUs} by ${it.author}: ${it.text}`),
    ),
  ];
}

/** A client sends its next message when it has the answer to the last: they stand in the order of the sending. */
function checkSender(
  id: number,
  entries: readonly SeenEntry[],
  says: ReadonlyMap<string, readonly LedgerEntry[]>,
): readonly Violation[] {
  const own = entries
    .filter((it) => it.clientId !== null && says.has(it.clientId))
    .toSorted((a, b) => a.seq - b.seq);
  const firstAttempts = own.map(({ clientId }) => says.get(clientId ?? "")?.[0]);
  const at = firstAttempts.findIndex((it, n) => (it?.n ?? 0) < (firstAttempts[n - 1]?.n ?? 0));
  if (at === -1) return [];
  const both = [firstAttempts[at], firstAttempts[at - 1]].filter((it) => it !== undefined);
  return [
    orderViolation(
      `conversation ${id} has the customer's messages in another order than they were sent`,
      tellHistory(both),
    ),
  ];
}

/** Keys begin with the name of their conversation: words of another one have no place here. */
function checkOwner(id: number, entries: readonly SeenEntry[]): readonly Violation[] {
  const names = new Set(entries.flatMap(({ clientId }) => clientId?.split(".", 1) ?? []));
  const foreign = entries.find(({ text }) => {
    const name = /\b(v\d+)\.\d+\b/.exec(text)?.[1];
    return name !== undefined && names.size > 0 && !names.has(name);
  });
  if (names.size <= 1 && !foreign) return [];
  const history = foreign ? [`seq ${foreign.seq}: ${foreign.text}`] : [...names];
  return [
    {
      invariant: "I15",
      kind: "other",
      what: `conversation ${id} holds words of more than one visitor`,
      history,
    },
  ];
}

function checkDoor(
  { conversationId, door, entries }: SeenElsewhere,
  conversations: ReadonlyMap<number, readonly SeenEntry[]>,
): readonly Violation[] {
  const stored = (conversations.get(conversationId) ?? []).toSorted((a, b) => a.seq - b.seq);
  const at = Array.from({ length: Math.max(stored.length, entries.length) }).findIndex(
    (_, n) => stored[n]?.uuid !== entries[n]?.uuid || stored[n]?.seq !== entries[n]?.seq,
  );
  if (at === -1) return [];
  const show = (it: { seq: number; uuid: string } | undefined) =>
    it ? `seq ${it.seq} (${it.uuid})` : "nothing";
  return [
    {
      invariant: door === "stream" ? "I18" : "I3",
      kind: "other",
      what: `the ${door} of conversation ${conversationId} differs from the database`,
      history: [`at ${at + 1}: ${show(entries[at])} instead of ${show(stored[at])}`],
    },
  ];
}

const orderViolation = (what: string, history: readonly string[]): Violation => ({
  invariant: "I3",
  kind: "other",
  what,
  history,
});
