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

/** What happened at one block in a step: the conversation came to it, left it, or both. */
export interface Move {
  readonly bot: number;
  readonly version: number;
  readonly block: string;
  /** It came to the block in this step; else it was parked there before. */
  readonly isEntry: boolean;
  /** The output that it left through (`jump` of a jump, connected or not); `null`: it stays there, or was closed. */
  readonly output: string | null;
  /** What a question took as its answer. */
  readonly answer?: Value;
}

/** What one event led to. Pure data: the caller commits it as a whole, then performs the effects. */
export interface Step {
  readonly state: State;
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  readonly trace: readonly Trace[];
  /** The path that was walked, in order; absent where no block ran. */
  readonly moves?: readonly Move[];
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
  /** What blocks may still cost in this turn. */
  readonly workLeft: number;
  readonly atMs: number;
  readonly seed: number;
}
