import type { Effect } from "@parley/flow";

export type CallHttp = Extract<Effect, { kind: "call-http" }>;
export type HandOver = Extract<Effect, { kind: "hand-over" }>;
export type StartTimer = Extract<Effect, { kind: "start-timer" }>;

/** The outside world of a tested conversation: what it is owed, until a test says how it ended. */
export interface Outside {
  /** Outside calls that have no answer yet, oldest first. */
  readonly openCalls: readonly CallHttp[];
  owe(effect: Effect): void;
  /** Takes the oldest call without an answer, of this block if one is named. */
  takeCall(block?: string): CallHttp;
  takeSearch(): HandOver;
  /** Running timers, the next one first. */
  timers(): StartTimer[];
  /** Takes the next timer that falls due until then. */
  takeTimer(untilMs: number): StartTimer | undefined;
}

/** Makes an outside world that is owed nothing. */
export function createOutside(): Outside {
  const openCalls: CallHttp[] = [];
  const searches: HandOver[] = [];
  const running = new Map<string, StartTimer>();
  // A stable sort: timers of one instant fire in the order in which they were started.
  const timers = () => [...running.values()].sort((a, b) => a.dueMs - b.dueMs);

  function owe(effect: Effect): void {
    switch (effect.kind) {
      case "call-http":
        openCalls.push(effect);
        break;
      case "hand-over":
        searches.push(effect);
        break;
      case "start-timer":
        running.set(effect.timer, effect);
        break;
      case "cancel-timer":
        running.delete(effect.timer);
        break;
    }
  }

  return {
    openCalls,
    owe,
    timers,
    takeCall: (block) => takeFirst(openCalls, "outside call", (it) => !block || it.block === block),
    takeSearch: () => takeFirst(searches, "search for an agent", () => true),
    takeTimer(untilMs) {
      const due = timers().find(({ dueMs }) => dueMs <= untilMs);
      if (due) running.delete(due.timer);
      return due;
    },
  };
}

function takeFirst<T>(items: T[], what: string, fits: (item: T) => boolean): T {
  const index = items.findIndex(fits);
  const [taken] = index < 0 ? [] : items.splice(index, 1);
  if (taken === undefined) throw new Error(`No ${what} is under way.`);
  return taken;
}
