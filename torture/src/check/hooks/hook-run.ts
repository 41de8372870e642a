import type { SeenEntry } from "../snapshot.ts";

/** A request that reached a hook's receiver. */
export interface HookRequest {
  /** Milliseconds since 1970, with a fraction. */
  readonly t: number;
  readonly path: string;
  /** The how manieth with this event id, from 1. */
  readonly nth: number;
  readonly body: string;
  /** As the body tells. */
  readonly conversationId: number;
  readonly seq: number;
  readonly eventId: string;
  readonly sender: string;
  readonly writtenMs: number;
  /** As the headers tell. */
  readonly webhookId: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly trace: string;
  readonly authorization: string;
  /** What the receiver answered, and when; `null`: nothing. */
  readonly answered: { readonly status: number; readonly t: number } | null;
  readonly closedMs: number | null;
}

/** A delivery as the platform API lists it. */
export interface ShownDelivery {
  readonly id: string;
  readonly event_id: string;
  readonly seq: number;
  readonly run: number;
  readonly customer_id: number;
  readonly status: "pending" | "failed" | "ok" | "dead";
  readonly next_attempt_at: number | null;
  readonly attempts: readonly {
    readonly at: number;
    readonly duration_ms: number;
    readonly status: number | null;
    readonly error: string | null;
  }[];
}

/** A delivery as it stands in the database, with the bytes that it owes. */
export interface StoredDelivery {
  readonly hookId: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly status: ShownDelivery["status"];
  readonly isReleased: boolean;
  readonly eventId: string;
  readonly body: string;
}

/** One hook with its receiver, as both look when the faults are over. */
export interface WatchedHook {
  readonly id: number;
  readonly name: string;
  readonly secret: string;
  readonly token: string;
  /** Between these two it was made: what was written before is not owed, what was written after is. */
  readonly made: { readonly afterMs: number; readonly beforeMs: number };
  /** Whether the receiver answers for it at all. */
  readonly isWanted: (request: Pick<HookRequest, "sender">) => boolean;
  readonly requests: readonly HookRequest[];
  readonly shown: readonly ShownDelivery[];
}

/** Everything that is compared when the faults are over. */
export interface HookRun {
  readonly entries: readonly SeenEntry[];
  readonly hooks: readonly WatchedHook[];
  readonly stored: readonly StoredDelivery[];
}

/** Names an entry. */
export const entryKey = ({
  conversationId,
  seq,
}: Pick<SeenEntry, "conversationId" | "seq">): string => `${conversationId}-${seq}`;

/** Whether a receiver has answered with success. */
export const isTaken = ({ answered }: Pick<HookRequest, "answered">): boolean =>
  answered !== null && answered.status >= 200 && answered.status < 300;
