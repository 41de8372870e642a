import type { DeliveryOutcome, DeliveryResult, HookHealth, HookWrites } from "../../ports/hooks.ts";
import { owedRenderings } from "../owed-renderings.ts";
import type { SqlValue } from "./column.ts";
import { healthTable, renderingTable } from "./hook-tables.ts";
import type { Tape } from "./tape.ts";

/** Lays out what a turn owes: each rendering, then the hooks that want it. A single 0 where nobody listens. */
export function encodeHooks(tape: Tape, hooks: HookWrites | undefined): void {
  if (hooks === undefined) {
    tape.push(0);
    return;
  }
  const owed = owedRenderings(hooks);
  tape.push(owed.length);
  for (const { rendering, deliveries } of owed) {
    tape.push(...renderingTable.encode(rendering), hooks.nowMs, deliveries.length);
    for (const { hookId, isReleased } of deliveries) {
      tape.push(hookId, isReleased ? 1 : 0);
    }
  }
}

/** Lays out what became of deliveries, under an epoch. */
export function encodeResults(
  tape: Tape,
  epoch: number,
  results: readonly DeliveryResult[],
  health: readonly HookHealth[],
): void {
  tape.push(epoch, results.length);
  for (const { key, attempt, outcome } of results) {
    tape.push(outcome.kind, key.conversationId, key.seq, key.hookId, key.run);
    tape.push(...parametersOf(outcome, attempt === null ? null : JSON.stringify(attempt)));
  }
  tape.push(health.length);
  for (const one of health) {
    tape.push(...healthTable.encode(one));
  }
}

/** What the statement of an outcome needs beside the key. */
function parametersOf(outcome: DeliveryOutcome, attempt: string | null): SqlValue[] {
  switch (outcome.kind) {
    case "ok":
      return [attempt, 2];
    case "dead":
      return [attempt, 3];
    case "later":
      return [attempt, outcome.dueMs, outcome.isReleased ? 1 : 0];
    case "released":
      return [];
  }
}
