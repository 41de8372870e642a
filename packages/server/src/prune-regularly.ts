import { idleMs } from "./features/accounts/session-life.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store } from "./ports/store.ts";

const pruneEveryMs = 15 * 60_000;
const dayMs = 24 * 3600_000;
const idempotencyKeptMs = 25 * 3600_000;
/** Long enough to look into a complaint; no setting, as nobody should rely on traces for more than that. */
const tracesKeptMs = 30 * dayMs;

/** Forgets, every quarter of an hour, what is kept for a time. Gives what ends it. */
export function pruneRegularly(
  { store, clock, report, tell }: PrunePorts,
  hookLogDays: number,
): () => void {
  const timer = setInterval(() => {
    const nowMs = clock.nowMs();
    const unusedSinceMs = nowMs - idleMs;
    store
      .commit({ records: [{ kind: "prune-access", endedMs: nowMs, unusedSinceMs }] })
      .catch((error) => report(error, "forgetting sessions and invitations that have ended"));
    store
      .prune({
        answersMs: nowMs - idempotencyKeptMs,
        tracesMs: nowMs - tracesKeptMs,
        deliveriesMs: nowMs - hookLogDays * dayMs,
      })
      .then((pruned) => tell("old data forgotten", { ...pruned }))
      .catch((error) => report(error, "forgetting old answers, traces and deliveries"));
  }, pruneEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

interface PrunePorts {
  readonly store: Pick<Store, "commit" | "prune">;
  readonly clock: Clock;
  readonly report: (error: unknown, about: string) => void;
  readonly tell: (about: string, facts: Readonly<Record<string, number>>) => void;
}
