import type { Refusal, State } from "@parley/flow";
import type { Conversation, IdempotentAnswer, StoredEntry } from "../../ports/store.ts";

/** How a turn ended. */
export type TurnOutcome =
  /** Written and fsynced (or nothing had to be written). */
  | {
      readonly kind: "taken";
      readonly conversation: Conversation;
      readonly entries: readonly StoredEntry[];
    }
  /** This client id was used before, with the same message: its entry. */
  | {
      readonly kind: "repeated";
      readonly conversation: Conversation;
      readonly entry: StoredEntry;
    }
  /** The state forbids it; nothing changed. */
  | {
      readonly kind: "refused";
      readonly refusal: Refusal | "other-message";
      /** What was wrong, where the refusal alone does not say it. */
      readonly reason?: string;
      readonly state: State;
    }
  | { readonly kind: "unknown" }
  /** The task that this was the result of is somebody else's by now. */
  | { readonly kind: "lost-lease" }
  /** A request with the same `Idempotency-Key` came first. */
  | { readonly kind: "answered-before" };

/** Renders the stored answer of a request from its outcome, so that both are written as one; nothing where it is to be asked for again. */
export type Seal = (outcome: TurnOutcome) => IdempotentAnswer | undefined;
