import type { SeenDatabase } from "../check/read-database.ts";
import type { Violation } from "../check/violation.ts";

const erasure = "erased ";

/** Checks a database against the lines `ACK <id>` of the writer: everything acknowledged is there, once, and sound. */
export function checkAcknowledged(
  acked: readonly string[],
  { entries, faults }: SeenDatabase,
  history: readonly string[],
): readonly Violation[] {
  const present = new Set(entries.map((it) => it.clientId));
  const conversations = new Set(entries.map((it) => it.conversationId));
  const lost = acked.filter((id) => !id.startsWith(erasure) && !present.has(id));
  const undone = acked
    .filter((id) => id.startsWith(erasure))
    .filter((id) => conversations.has(Number(id.slice(erasure.length))));
  return [
    ...lost.map((id) => ({
      invariant: "I1",
      kind: "lost" as const,
      what: `${id} was acknowledged and is gone`,
      history,
    })),
    ...undone.map((id) => ({
      invariant: "I1",
      kind: "other" as const,
      what: `customer ${id.slice(erasure.length)} was erased and is back`,
      history,
    })),
    ...faults.map((what) => ({ invariant: "I14", kind: "other" as const, what, history })),
  ];
}

/** Reads what a writer has printed; the last line counts only when it is whole. */
export function readAcknowledged(stdout: string): readonly string[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .filter((line) => line.startsWith("ACK "))
    .map((line) => line.slice(4));
}
