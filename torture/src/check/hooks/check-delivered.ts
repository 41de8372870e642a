import { groupBy } from "../group-by.ts";
import type { SeenEntry } from "../snapshot.ts";
import type { Violation } from "../violation.ts";
import {
  entryKey,
  type HookRequest,
  type HookRun,
  isTaken,
  type ShownDelivery,
  type WatchedHook,
} from "./hook-run.ts";
import { tellRequests } from "./tell-requests.ts";

/** Checks that every entry came to a hook or was visibly given up, and that the log tells the truth about it. */
export function checkDelivered(hook: WatchedHook, run: HookRun): readonly Violation[] {
  const got = groupBy(hook.requests, entryKey);
  const shown = new Map(hook.shown.map((it) => [`${it.customer_id}-${it.seq}`, it]));
  const owed = run.entries.filter((it) => isOwed(hook, it));
  const written = new Set(run.entries.map(entryKey));
  const double = hook.shown.length - shown.size;
  return [
    ...owed.flatMap((it) => checkEntry(hook, it, got.get(entryKey(it)) ?? [], shown)),
    ...[...got].flatMap(([entry, requests]) =>
      written.has(entry)
        ? []
        : [other(`${hook.name} got entry ${entry}, which was never written`, requests)],
    ),
    ...(double > 0 ? [other(`the log of ${hook.name} shows ${double} deliveries twice`, [])] : []),
  ];
}

/** Whether an entry was written when the hook was certainly there. */
const isOwed = ({ made }: WatchedHook, { atUs }: SeenEntry): boolean => atUs / 1000 > made.beforeMs;

function checkEntry(
  hook: WatchedHook,
  entry: SeenEntry,
  requests: readonly HookRequest[],
  shown: ReadonlyMap<string, ShownDelivery>,
): readonly Violation[] {
  const name = entryKey(entry);
  const delivery = shown.get(name);
  if (delivery === undefined)
    return [lost(`entry ${name} is in no delivery of ${hook.name}`, requests)];
  const isOver = delivery.status === "ok" || delivery.status === "dead";
  const taken = requests.filter(isTaken);
  if (delivery.status === "ok" && taken.length === 0)
    return [lost(`${hook.name} has not taken ${name}, which its log calls delivered`, requests)];
  if (delivery.status === "dead") return [];
  if (requests.length === 0) return [lost(`entry ${name} never came to ${hook.name}`, requests)];
  if (!hook.isWanted({ sender: entry.author }) || isOver) return [];
  return [
    taken.length === 0
      ? lost(`${hook.name} was not brought to take ${name}`, requests)
      : other(`${hook.name} has taken ${name}, and it is still ${delivery.status}`, requests),
  ];
}

const lost = (what: string, requests: readonly HookRequest[]): Violation => ({
  ...{ invariant: "I4", kind: "lost", what, history: tellRequests(requests) },
});

const other = (what: string, requests: readonly HookRequest[]): Violation => ({
  ...{ invariant: "I4", kind: "other", what, history: tellRequests(requests) },
});
