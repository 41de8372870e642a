import { createHash } from "node:crypto";

/** What a client is about to do. Written, and on the disk, before the first byte is sent. */
export interface Attempt {
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly t: number;
  readonly client: string;
  readonly op: Operation;
  /** What makes a repeat recognisable: the `ui_key` or the `Idempotency-Key`. */
  readonly key: string;
  readonly bodyHash: string;
  /** The customer's words that this is about; the bot's words that must follow exactly once if it is accepted. */
  readonly mark: string | null;
}

/** How it ended, as far as the client knows. `unknown`: the connection died; it may turn out either way. */
export interface Ending {
  readonly n: number;
  readonly t: number;
  readonly outcome: "ok" | "refused" | "unknown";
  readonly status: number;
  readonly answerHash: string;
}

export type Operation = "say" | "set" | "go" | "resume" | "callback";

/** An attempt with its end; without one the run was cut off. */
export interface LedgerEntry extends Attempt {
  readonly ending: Ending | null;
}

/** A short name for content. */
export const hashOf = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("base64url").slice(0, 22);
