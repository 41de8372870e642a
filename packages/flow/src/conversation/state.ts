import type { Value } from "../expression/value.ts";
import type { Agent, Event } from "./event.ts";
import type { Fields } from "./field.ts";

/** Where a conversation stands between two events. */
export type Cursor =
  /** Nothing has run yet. */
  | { readonly phase: "new" }
  /** The customer's next message is the answer of this block. */
  | { readonly phase: "asking"; readonly block: string }
  /** An outside call is under way. */
  | { readonly phase: "calling"; readonly block: string }
  /** Parked until the outside world resumes it. */
  | { readonly phase: "waiting"; readonly block: string }
  | { readonly phase: "delaying"; readonly block: string }
  /** An agent is being looked for. */
  | { readonly phase: "assigning"; readonly block: string }
  /** The flow ran into an unconnected output of this block and stays open: Go can move it. */
  | { readonly phase: "dead-end"; readonly block: string }
  /** This block runs on the customer's next message (Go with `launch: false`). */
  | { readonly phase: "ready"; readonly block: string }
  | { readonly phase: "closed" };

/** A parked conversation's single-use permission to go on, named by a resume URL. */
export interface Ticket {
  readonly id: number;
  /** The wait block that it belongs to; `null` until the next wait block takes it. */
  readonly block: string | null;
  readonly expiresAtMs: number;
  /** `early`: called before the flow reached the wait block; the value is kept for it. */
  readonly status: "open" | "early" | "used" | "expired";
  readonly value?: Value;
  /** Identifies the call that used it, so that a repeat gets the same answer. */
  readonly fingerprints?: readonly string[];
  readonly answer?: "resumed" | "buffered";
}

/** A running timer of the block that the conversation is parked at. */
export interface Timer {
  readonly id: string;
  readonly purpose: "timeout" | "idle" | "delay";
}

/** Everything that a conversation remembers. Plain JSON: it is stored and read back as it is. */
export interface State {
  /** The customer's number; there is one conversation a customer. */
  readonly id: number;
  readonly bot: number;
  /** The published version of the bot that this conversation runs on. */
  readonly version: number;
  readonly cursor: Cursor;
  /** Counts the blocks entered. An answer that names an older visit is late and changes nothing. */
  readonly visit: number;
  /** The `seq` of the newest entry. */
  readonly seq: number;
  readonly fields: Fields;
  /** What the channel knows of the visitor, readable in flows as `@country`, `@url`, … */
  readonly facts: { readonly [name: string]: Value };
  /** The agent who holds the conversation; the bot is silent then. */
  readonly holder: Agent | null;
  /** Runs out when neither the holder nor the customer has spoken for too long; states of before it was thought of have none. */
  readonly holderTimer?: string | null;
  readonly isArchived: boolean;
  readonly isBlocked: boolean;
  /** The parked block's own notes, dropped when the flow leaves it. */
  readonly memory: Value;
  readonly timers: readonly Timer[];
  /** Questions passed, newest last, for `#back`. */
  readonly trail: readonly string[];
  readonly tickets: readonly Ticket[];
  readonly lastTicket: number;
  /** What came while the bot had to be silent; taken up when it may speak again. */
  readonly deferred: readonly Event[];
  readonly lastInput: string;
  /** An outside service was called since somebody last spoke or sent the conversation on: it may be expected back. */
  readonly hasAskedOutside: boolean;
}

/** The state of a customer who has not said anything yet. */
export function newState(id: number, bot: number, version: number): State {
  return {
    id,
    bot,
    version,
    cursor: { phase: "new" },
    visit: 0,
    seq: 0,
    fields: {},
    facts: {},
    holder: null,
    holderTimer: null,
    isArchived: false,
    isBlocked: false,
    memory: null,
    timers: [],
    trail: [],
    tickets: [],
    lastTicket: 0,
    deferred: [],
    lastInput: "",
    hasAskedOutside: false,
  };
}
