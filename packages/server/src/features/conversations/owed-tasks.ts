import type { Effect } from "@parley/flow";
import type { NewTask } from "../../ports/tasks.ts";

/** What a step's effects mean for the task list of its conversation. */
export interface OwedTasks {
  readonly newTasks: readonly NewTask[];
  readonly cancelledTasks: readonly string[];
}

/** An effect as its task keeps it. */
export type Owed<E extends Effect = Effect> = E & {
  /** How many flows had called each other when the turn ran that owes this; 0 where it is missing. */
  readonly flowDepth?: number;
  /** How many times it was tried, to its end, before; 0 where it is missing. */
  readonly tries?: number;
};

/** Turns effects into tasks. A timer that is started and cancelled in the same step never becomes one. */
export function owedTasks(
  conversationId: number,
  effects: readonly Effect[],
  nowMs: number,
  flowDepth = 0,
): OwedTasks {
  const newTasks = new Map<string, NewTask>();
  const cancelledTasks: string[] = [];
  for (const effect of effects) {
    if (effect.kind === "cancel-timer") {
      if (!newTasks.delete(effect.timer)) cancelledTasks.push(effect.timer);
      continue;
    }
    const task = taskOf(conversationId, effect, nowMs);
    const payload: Owed = flowDepth > 0 ? { ...effect, flowDepth } : effect;
    newTasks.set(task.key, { ...task, payload });
  }
  return { newTasks: [...newTasks.values()], cancelledTasks };
}

function taskOf(
  conversationId: number,
  effect: Exclude<Effect, { kind: "cancel-timer" }>,
  nowMs: number,
): Omit<NewTask, "payload"> {
  const { kind } = effect;
  switch (kind) {
    case "start-timer":
      return {
        conversationId,
        kind,
        host: "",
        key: effect.timer,
        lane: `timer.${effect.timer}`,
        dueMs: effect.dueMs,
      };
    case "call-http":
      return {
        conversationId,
        kind,
        host: originOf(effect.request.url),
        key: `http.${effect.key}`,
        lane: `http.${effect.key}`,
        dueMs: nowMs,
      };
    case "hand-over":
      return {
        conversationId,
        kind,
        host: "",
        key: `hand-over.${effect.visit}`,
        lane: `hand-over.${conversationId}`,
        dueMs: nowMs,
      };
  }
}

/** What is no address calls nobody: it is refused before anything is sent. */
const originOf = (url: string): string => URL.parse(url)?.origin ?? "";
