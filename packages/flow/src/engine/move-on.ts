import type { Cursor } from "../conversation/state.ts";
import type { Draft } from "./draft.ts";
import { expireTickets } from "./tickets.ts";

/**
 * Ends the stay at the present block: its timers are cancelled, its notes dropped, and whatever was still
 * owed to it is late from now on: the visit counts up, and an unused resume address has expired.
 */
export function moveOn(draft: Draft, cursor: Cursor): void {
  const { state } = draft;
  if (state.cursor.phase === "waiting") expireTickets(draft, state.cursor.block);
  for (const timer of state.timers) draft.effects.push({ kind: "cancel-timer", timer: timer.id });
  if (state.timers.length > 0) state.timers = [];
  state.memory = null;
  state.visit += 1;
  state.cursor = cursor;
}
