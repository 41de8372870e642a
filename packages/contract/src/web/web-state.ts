import type { Flow, State } from "@parley/flow";

/** What a chat shows of where the conversation stands: whose turn it is, and since when. */
export interface WebState {
  readonly phase: "asking" | "waiting" | "calling" | "delaying" | "idle" | "agent" | "closed";
  /** Seconds since 1970. */
  readonly waiting_since?: number;
  readonly agent?: { readonly name: string };
}

/** A conversation's state, and when something was last said in it, by anybody and by the bot's side (microseconds). */
export interface PlacedState {
  readonly state: Pick<State, "cursor" | "holder" | "hasAskedOutside">;
  readonly lastEntryUs: number | null;
  readonly lastSentUs: number | null;
}

/** Derives what a visitor may know of the state. */
export function webState(
  { state, lastEntryUs, lastSentUs }: PlacedState,
  flow: Pick<Flow, "awaitsGo">,
): WebState {
  if (state.holder) return { phase: "agent", agent: { name: state.holder.name } };
  // What the visitor says meanwhile does not begin the wait anew.
  const sinceUs = lastSentUs ?? lastEntryUs;
  const since = sinceUs === null ? {} : { waiting_since: sinceUs / 1_000_000 };
  switch (state.cursor.phase) {
    case "asking":
    case "closed":
      return { phase: state.cursor.phase };
    case "waiting":
      return { phase: "waiting", ...since };
    case "calling":
    case "assigning":
      return { phase: "calling", ...since };
    case "delaying":
      return { phase: "delaying", ...since };
    case "dead-end":
      // After an outside call, where the flow counts on Go, a loose end is a wait; elsewhere it is simply the end.
      return flow.awaitsGo && state.hasAskedOutside
        ? { phase: "waiting", ...since }
        : { phase: "idle" };
    case "ready":
    case "new":
      return { phase: "idle" };
  }
}
