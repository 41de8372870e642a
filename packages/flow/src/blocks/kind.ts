import type { z } from "zod";
import type { HttpRequest } from "../conversation/effect.ts";
import type { Action } from "../conversation/entry.ts";
import type { HttpAnswer } from "../conversation/event.ts";
import type { Message } from "../conversation/message.ts";
import type { Timer } from "../conversation/state.ts";
import type { Trace } from "../conversation/step.ts";
import type { Scope } from "../expression/evaluate.ts";
import type { FieldType, Value } from "../expression/value.ts";

/** A fault in a block's parameters. `path` leads from the parameters to the fault. */
export interface ParamProblem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** A warning does not keep a flow from being published. */
  readonly isWarning?: boolean;
}

/** Where the flow goes after a block has run. */
export type Outcome =
  /** Go on by this output; unconnected, the conversation stops there and stays open. */
  | {
      readonly kind: "leave";
      readonly output: string;
      /** What a question took as its answer, for the statistics. */
      readonly answer?: Value;
    }
  /** Stop here until the customer, a service, a timer or an agent acts. */
  | {
      readonly kind: "park";
      readonly phase: "asking" | "calling" | "waiting" | "delaying" | "assigning";
    }
  | { readonly kind: "jump"; readonly block: string | null; readonly bot?: number }
  | { readonly kind: "close" };

/** What reaches a parked block. */
export type Signal =
  | { readonly kind: "answer"; readonly message: Message }
  | { readonly kind: "http"; readonly answer: HttpAnswer }
  | { readonly kind: "timer"; readonly purpose: Timer["purpose"] }
  | { readonly kind: "resumed"; readonly value: Value }
  /** The search for an agent found nobody. Found, the engine itself parks at the output `assigned`. */
  | { readonly kind: "nobody-online" };

/** What a block may see and do while it runs. Everything it does lands in one atomic step. */
export interface Turn {
  readonly nowMs: number;
  /** The bot's IANA time zone. */
  readonly zone: string;
  /** A number in [0, 1) drawn from the event's seed: the same event gives the same numbers. */
  random(): number;
  /** What templates and formulas read from: the fields, the clock of this event, its chance. */
  readonly scope: Scope;
  /** Reads a field, a system variable (`id`, `today`, `last_input`, …) or a fact. */
  field(name: string): Value | undefined;
  /**
   * Sets a field, coerced to `type` (else to its own type, else inferred; `any`: inferred, whatever it was declared).
   * Gives the problem if it does not fit.
   */
  setField(name: string, value: Value, type?: FieldType | "any"): string | null;
  /** The problem that `setField` would give; changes nothing. */
  checkField(name: string, value: Value): string | null;
  clearField(name: string): void;
  /** The bot says this. */
  say(message: Message): void;
  /** Writes an event entry. */
  announce(action: Action): void;
  /** Owes an HTTP call; park in `calling`, its answer comes as the signal `http`. */
  callHttp(request: HttpRequest): void;
  /** Owes the search for an agent; park in `assigning`. `null`: anybody of the workspace. */
  handOver(agents: readonly number[] | null): void;
  /** Starts a timer that ends with the park; one of the same purpose is replaced. */
  startTimer(purpose: Timer["purpose"], delayMs: number): void;
  /**
   * Takes the ticket that this wait block is resumed by. `early` holds the value of a call that came first:
   * the block then goes on without waiting.
   */
  takeTicket(timeoutMs: number): { readonly early?: { readonly value: Value } };
  /** The block's own notes while it is parked. */
  readonly memory: Value;
  remember(value: Value): void;
  /** Counts a milestone for the statistics. */
  reach(goal: string): void;
  /** Leaves a line for the operator. */
  trace(item: Omit<Trace, "block">): void;
}

/** A block as the engine runs it: parameters checked, templates and formulas parsed. */
export interface Block<Prepared> {
  readonly id: string;
  readonly prepared: Prepared;
}

/** One version of a kind's parameters to the next. Named, so that a flow file says which it has passed. */
export interface ParamMigration {
  readonly name: string;
  migrate(params: unknown): unknown;
}

/** A kind of block: its parameters, its outputs, its behaviour and its history in one place. */
export interface BlockKind<Params, Prepared> {
  readonly kind: string;
  /** Where the palette shows it. */
  readonly family: "say" | "ask" | "logic" | "data" | "outside" | "human";
  readonly title: string;
  readonly summary: string;
  readonly schema: z.ZodType<Params>;
  readonly migrations: readonly ParamMigration[];
  /** Coming here completes a conversation, for the statistics. */
  readonly marksCompletion?: true;
  /** The named outputs that these parameters give, in the order the canvas shows them. */
  outputs(params: Params): readonly string[];
  /** What the schema cannot say: formulas that do not parse, fields in a host name, bad patterns. */
  check(params: Params): readonly ParamProblem[];
  /** Fields that these parameters read or write, and blocks and bots they name. For checks and completion. */
  references(params: Params): References;
  /** Regular expressions that stand in these parameters: those of a whole flow have a limit together. */
  patterns?(params: Params): readonly string[];
  /** Parses templates and formulas once; called when a flow is loaded. */
  prepare(params: Params): Prepared;
  /** Runs when the flow arrives. */
  enter(block: Block<Prepared>, turn: Turn): Outcome;
  /** The label of the option behind a payload; `null` when this block does not offer it. */
  optionLabel?(block: Block<Prepared>, payload: string, memory: Value): string | null;
  /** Why the block cannot keep what a service sends to its resume address; `null` when it can. */
  refuses?(block: Block<Prepared>, turn: Turn, value: Value): string | null;
  /** Runs when something reaches the parked block. A kind without it never parks. */
  receive?(block: Block<Prepared>, turn: Turn, signal: Signal): Outcome;
}

/** What a block's parameters name beyond themselves. */
export interface References {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly blocks: readonly string[];
  readonly bots: readonly number[];
}
