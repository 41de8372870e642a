import { groupBy } from "../group-by.ts";
import type { SeenEntry } from "../snapshot.ts";
import type { Violation } from "../violation.ts";
import type { Span } from "./hook-lag.ts";
import { entryKey, type HookRequest, isTaken, type WatchedHook } from "./hook-run.ts";
import { tellRequests } from "./tell-requests.ts";

/** So long an unanswered request holds the next of its conversation. */
const silenceMs = 5_000;
/** Where a hint was dropped the dispatcher looks again after 2 s; the rest is for what takes time on a busy machine. */
const slackMs = 2_500;

/**
 * Checks that what a receiver answers for waits for each unanswered message before it in its conversation 5 s at most,
 * and for nothing else. Looks at what was written in a time without kills and outages.
 */
export function checkWaits(
  hook: WatchedHook,
  entries: readonly SeenEntry[],
  span: Span,
): readonly Violation[] {
  const got = groupBy(hook.requests, entryKey);
  const lanes = groupBy(entries, ({ conversationId }) => conversationId);
  return [...lanes.values()].flatMap((lane) => {
    const owed = lane
      // What was written while the hook was being made is not owed for certain, but if it came it held the next.
      .filter((it) => it.atUs / 1000 > hook.made.beforeMs || got.has(entryKey(it)))
      .toSorted((a, b) => a.seq - b.seq);
    return checkLane(hook, owed, got, span);
  });
}

function checkLane(
  hook: WatchedHook,
  lane: readonly SeenEntry[],
  got: ReadonlyMap<string, readonly HookRequest[]>,
  { fromMs, toMs }: Span,
): readonly Violation[] {
  const violations: Violation[] = [];
  /** When the lane is free for the next at the latest. */
  let freeMs = 0;
  for (const entry of lane) {
    const atMs = entry.atUs / 1000;
    const dueMs = Math.max(freeMs, atMs);
    const requests = got.get(entryKey(entry)) ?? [];
    freeMs = hook.isWanted({ sender: entry.author }) ? takenMs(requests) : dueMs + silenceMs;
    const cameMs = requests[0]?.t ?? Number.POSITIVE_INFINITY;
    if (atMs < fromMs || dueMs + slackMs > toMs || cameMs <= dueMs + slackMs) continue;
    violations.push(waited(hook, entry, cameMs - dueMs, requests));
  }
  return violations;
}

const takenMs = (requests: readonly HookRequest[]): number =>
  requests.find(isTaken)?.answered?.t ?? Number.POSITIVE_INFINITY;

const waited = (
  { name }: WatchedHook,
  entry: SeenEntry,
  lateMs: number,
  requests: readonly HookRequest[],
): Violation => ({
  ...{ invariant: "F11", kind: "other", history: tellRequests(requests) },
  what: Number.isFinite(lateMs)
    ? `${entryKey(entry)} came to ${name} ${(lateMs / 1000).toFixed(1)} s after nothing held it`
    : `nothing held ${entryKey(entry)}, and it never came to ${name}`,
});
