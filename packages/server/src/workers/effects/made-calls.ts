import type { Clock } from "../../ports/clock.ts";
import type { OutboundAnswer } from "../../ports/egress.ts";
import type { TaskRef } from "../../ports/tasks.ts";

/** A call that was made and whose answer could not be recorded yet. */
export interface MadeCall {
  readonly answer: OutboundAnswer;
  /** How often recording it failed for a reason that will not pass by itself. */
  readonly failures: number;
}

/** Remembers made calls until their answers are recorded, so that none is made again for that alone. */
export interface MadeCalls {
  find(task: TaskRef): MadeCall | null;
  keep(task: TaskRef, made: MadeCall): void;
  forget(task: TaskRef): void;
  /** No more may be made before some of these are recorded. */
  isFull(): boolean;
}

/** Each may hold a whole answer. */
const mostKept = 64;
/** Longer than any task rests between two tries: whoever is not asked for by then was cancelled. */
const restMs = 10 * 60_000;

/** Makes an empty memory. It ends with the process: then a call may be made once more, under the same key. */
export function createMadeCalls(clock: Clock): MadeCalls {
  const kept = new Map<string, { readonly made: MadeCall; readonly atMs: number }>();
  const nameOf = ({ conversationId, key }: TaskRef) => `${conversationId} ${key}`;

  return {
    find: (task) => kept.get(nameOf(task))?.made ?? null,
    keep: (task, made) => kept.set(nameOf(task), { made, atMs: clock.nowMs() }),
    forget: (task) => kept.delete(nameOf(task)),
    isFull: () => {
      if (kept.size < mostKept) return false;
      for (const [name, { atMs }] of kept) if (atMs < clock.nowMs() - restMs) kept.delete(name);
      return kept.size >= mostKept;
    },
  };
}
