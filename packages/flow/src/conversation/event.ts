import type { Value } from "../expression/value.ts";
import type { Field } from "./field.ts";
import type { Message } from "./message.ts";

/** A human who answers, as far as a conversation needs to know. */
export interface Agent {
  readonly id: number;
  readonly name: string;
}

/** How an outside HTTP call ended. `json` is there when the answer was JSON that Parley accepts. */
export type HttpAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: { readonly [name: string]: string };
      readonly json?: Value;
      readonly text: string;
      readonly durationMs: number;
    }
  | {
      readonly kind: "failed";
      readonly reason: string;
      readonly message: string;
      readonly durationMs: number;
    };

/** What comes into a conversation. */
export type Happening =
  /** The visitor is here: run the start block. Harmless when the conversation has begun. */
  | { readonly kind: "start" }
  /** The customer said something. `clientId` makes a resend recognisable. */
  | { readonly kind: "customer-message"; readonly message: Message; readonly clientId?: string }
  /** A person or a service writes as an agent; `takesOver` stops the bot and assigns the agent. */
  | {
      readonly kind: "agent-message";
      readonly agent: Agent;
      readonly message: Message;
      readonly takesOver: boolean;
      readonly clientId?: string;
    }
  /** Fields change from outside; `null` clears one. All of them or none. */
  | {
      readonly kind: "set-fields";
      readonly fields: { readonly [name: string]: Field | null };
    }
  /** What the channel knows of the visitor: page, country, browser. Merged into the facts. */
  | { readonly kind: "facts"; readonly facts: { readonly [name: string]: Value } }
  /** Go: run the bot from a block (`null`: its start), at once or on the next message. */
  | {
      readonly kind: "go";
      readonly block: string | null;
      readonly isLaunched: boolean;
      readonly fields?: { readonly [name: string]: Field | null };
      /** Only while the conversation is parked at this block. */
      readonly ifBlock?: string;
    }
  /** The outside service used a resume URL. `fingerprints` (its body, its key) tell a repeat from another call. */
  | {
      readonly kind: "resume";
      readonly ticket: number;
      readonly value: Value;
      readonly fingerprints: readonly string[];
    }
  | { readonly kind: "http-answered"; readonly visit: number; readonly answer: HttpAnswer }
  | { readonly kind: "timer-fired"; readonly visit: number; readonly timer: string }
  /** The search for an agent ended: somebody, or nobody online. */
  | { readonly kind: "handed-over"; readonly visit: number; readonly agent: Agent | null }
  | { readonly kind: "assign"; readonly agent: Agent; readonly isForced: boolean }
  /** `by` is the agent who asks; `mayOverride` lets go of a conversation that another one holds. */
  | { readonly kind: "unassign"; readonly by: number | null; readonly mayOverride: boolean }
  | { readonly kind: "archive"; readonly by: number | null; readonly mayOverride: boolean }
  | { readonly kind: "unarchive" }
  | { readonly kind: "block" }
  | { readonly kind: "unblock" };

/** A happening with its time, its chance and its channel's rules in it: the core has none of its own. */
export type Event = Happening & {
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
  /** A random 32-bit number. */
  readonly seed: number;
  /** How long an agent may hold the conversation while nobody speaks; absent or 0: for ever. */
  readonly agentIdleMs?: number;
};
