import type { Value } from "../expression/value.ts";
import type { Effect } from "./effect.ts";
import type { Entry } from "./entry.ts";
import type { State } from "./state.ts";

/** Why an event was not taken. The state is then the one before, and nothing else came of it. */
export type Refusal =
  | "unknown-block"
  | "not-at-block"
  | "blocked"
  | "archived"
  | "held"
  | "unknown-ticket"
  | "used-ticket"
  | "expired-ticket"
  | "too-many-fields"
  | "unfit-value";

/** What an operator can read about a turn beyond its entries: errors, outside calls, late answers. */
export interface Trace {
  readonly kind: "error" | "http" | "discarded" | "goal";
  readonly block: string | null;
  readonly code: string;
  readonly message: string;
  readonly detail?: Value;
}

/** What one event led to. Pure data: the caller commits it as a whole, then performs the effects. */
export interface Step {
  readonly state: State;
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  readonly trace: readonly Trace[];
  readonly refused?: Refusal;
  /** What was wrong, where the refusal alone does not say it. */
  readonly reason?: string;
  /** The flow goes on in another bot: call `proceed` with that bot's flow. */
  readonly departure?: Departure;
}

/** A jump to another bot, half-way through a step. */
export interface Departure {
  readonly bot: number;
  /** `null`: the start block. */
  readonly block: string | null;
  /** Blocks already run in this turn. */
  readonly blocksRun: number;
  readonly atMs: number;
  readonly seed: number;
}
