/**
 * Compares what hooks were owed with what their receivers got. Asserts invariants only:
 * I4 every entry came to every hook, or was visibly given up, and nothing came that was never written ·
 * I5 one id and the same bytes on every attempt, a fresh timestamp, a valid signature ·
 * I6 first come in `seq` order, except past what the log says was released · at most four requests of a lane at a time.
 */
import type { Violation } from "../violation.ts";
import { checkDelivered } from "./check-delivered.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkLanes } from "./check-lanes.ts";
import type { HookRun } from "./hook-run.ts";

/** Checks what came of hooks in a finished run. */
export function checkHooks(run: HookRun): readonly Violation[] {
  return [
    ...checkIds(run),
    ...run.hooks.flatMap((hook) => [
      ...checkDelivered(hook, run),
      ...checkIdentity(hook, run),
      ...checkLanes(hook, run),
    ]),
  ];
}

/** What the promise to hooks comes down to; losses are counted with everybody else's. */
export function countBroken(violations: readonly Violation[]): { readonly [name: string]: number } {
  const count = (wanted: string) =>
    violations.filter(({ invariant }) => invariant === wanted).length;
  return { "out of order": count("I6"), "changed on a repeat": count("I5") };
}

/** An event has one id, whichever hook it goes to, and no two events share one. */
function checkIds({ hooks }: HookRun): readonly Violation[] {
  const entryOf = new Map<string, string>();
  const idOf = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { name, requests } of hooks)
    for (const { conversationId, seq, webhookId } of requests) {
      const entry = `${conversationId}-${seq}`;
      const known = entryOf.get(webhookId) ?? entry;
      const id = idOf.get(entry) ?? webhookId;
      entryOf.set(webhookId, known);
      idOf.set(entry, id);
      if (known !== entry || id !== webhookId)
        violations.push({
          ...{ invariant: "I5", kind: "other", history: [`${name}: ${entry} is ${webhookId}`] },
          what: `entry ${entry} has the id ${id}, and ${webhookId} is entry ${known}`,
        });
    }
  return violations;
}
