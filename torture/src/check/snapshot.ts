/** An entry as it stands in the database. */
export interface SeenEntry {
  readonly conversationId: number;
  readonly seq: number;
  readonly uuid: string;
  readonly atUs: number;
  readonly author: string;
  readonly text: string;
  readonly clientId: string | null;
}

/** What other doors show of one conversation, in the order in which they show it. */
export interface SeenElsewhere {
  readonly conversationId: number;
  readonly door: "history" | "transcript" | "stream";
  readonly entries: readonly { readonly seq: number; readonly uuid: string }[];
}

/** A request that reached the outside service. */
export interface ReceivedCall {
  /** Milliseconds since 1970. */
  readonly t: number;
  readonly path: string;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  /** The customer's words that the call carries. */
  readonly said: string;
}

/** A stretch of time in which the server was ready. */
export interface ReadySpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything that is compared when the faults are over. */
export interface Snapshot {
  readonly entries: readonly SeenEntry[];
  readonly elsewhere: readonly SeenElsewhere[];
  readonly calls: readonly ReceivedCall[];
  readonly ready: readonly ReadySpan[];
  /** What the database and the product's own check find wrong. */
  readonly faults: readonly string[];
}
