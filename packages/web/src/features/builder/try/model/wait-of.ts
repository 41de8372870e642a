import type { Cursor } from "@parley/flow";
import type { Conversation } from "@parley/testkit";

/** A timer that runs at the block where the conversation stands. */
export interface RunningTimer {
  /** How much of the flow's time is left. */
  readonly inMs: number;
}

/** What the conversation waits for, and since when. */
export interface Wait {
  readonly phase: Exclude<Cursor["phase"], "new" | "closed">;
  readonly block: string;
  /** The flow's clock when it came here, and the reader's. */
  readonly sinceMs: number;
  readonly seenMs: number;
  /** The timer that falls due first. */
  readonly timer: RunningTimer | null;
}

/** Tells what a conversation waits for; `null` where it has not begun or is over. */
export function waitOf(
  conversation: Conversation,
  since: { readonly clockMs: number; readonly seenMs: number },
): Wait | null {
  const { cursor } = conversation.state();
  if (cursor.phase === "new" || cursor.phase === "closed") return null;
  const next = conversation.outside.timers()[0];
  return {
    phase: cursor.phase,
    block: cursor.block,
    sinceMs: since.clockMs,
    seenMs: since.seenMs,
    timer: next ? { inMs: Math.max(0, next.dueMs - conversation.nowMs()) } : null,
  };
}
