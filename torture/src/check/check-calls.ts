import { groupBy } from "./group-by.ts";
import type { ReceivedCall } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** Checks that a call which came again carried the same key and the same body, and that one visit has one key. */
export function checkCalls(calls: readonly ReceivedCall[]): readonly Violation[] {
  const byKey = groupBy(calls, (it) => it.idempotencyKey);
  const byVisit = groupBy(calls, (it) => `${it.path} "${it.said}"`);
  return [
    ...calls.filter((it) => it.idempotencyKey === "").map(({ path }) => keyless(path)),
    ...[...byKey].flatMap(([key, same]) =>
      new Set(same.map((it) => it.bodyHash)).size === 1
        ? []
        : [violation(`calls with the key ${key} carried different bodies`, same)],
    ),
    ...[...byVisit].flatMap(([visit, same]) =>
      new Set(same.map((it) => it.idempotencyKey)).size === 1
        ? []
        : [violation(`${visit} was called under different keys`, same)],
    ),
  ];
}

const keyless = (path: string): Violation => violation(`a call of ${path} carried no key`, []);

const violation = (what: string, calls: readonly ReceivedCall[]): Violation => ({
  invariant: "I9",
  kind: "other",
  what,
  history: calls.map((it) => `${it.t} ${it.path} ${it.idempotencyKey} ${it.bodyHash}`),
});
