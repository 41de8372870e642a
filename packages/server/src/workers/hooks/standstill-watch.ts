import type { HookStore } from "../../ports/hooks.ts";

type Owing = Awaited<ReturnType<HookStore["owingHooks"]>>;

/** Longer than any request may take. */
const patienceMs = 45_000;

/** Tells from what hooks are owed whether whoever delivers now has stopped. */
export class StandstillWatch {
  /** What each hook's first delivery was ready by, and since when that is so. */
  #seen = new Map<number, { readonly readyMs: number; readonly sinceMs: number }>();
  #movedMs: number;

  constructor(nowMs: number) {
    this.#movedMs = nowMs;
  }

  /** Takes in what is owed now; gives the hooks of which nothing was delivered for long, while nothing else was either. */
  note(owing: Owing, nowMs: number): readonly number[] {
    const due = new Map<number, number>();
    for (const { hookId, readyMs } of owing) if (readyMs <= nowMs) due.set(hookId, readyMs);
    for (const [hookId, { readyMs }] of this.#seen)
      if (due.get(hookId) !== readyMs) this.#movedMs = nowMs;
    const before = this.#seen;
    this.#seen = new Map();
    for (const [hookId, readyMs] of due) {
      const known = before.get(hookId);
      const sinceMs = known?.readyMs === readyMs ? known.sinceMs : nowMs;
      this.#seen.set(hookId, { readyMs, sinceMs });
    }
    return this.#stuck(nowMs);
  }

  #stuck(nowMs: number): readonly number[] {
    if (nowMs - this.#movedMs < patienceMs) return [];
    const stuck = [...this.#seen].filter(([, { sinceMs }]) => nowMs - sinceMs >= patienceMs);
    return stuck.map(([hookId]) => hookId);
  }
}
