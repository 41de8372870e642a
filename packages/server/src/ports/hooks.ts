/**
 * What is owed to hooks: records, renderings and deliveries.
 *
 * A **rendering** is the body of one entry in one variant, made once, in the transaction that wrote the entry; every
 * attempt sends these bytes. A **delivery** is one rendering owed to one hook. Deliveries of one hook, one run and one
 * conversation form a **lane**: in `seq` order, and only the lane's head (and those that were released from it) is
 * ready. Run 0 is what happens; a resend or a replay is a run of its own, with lanes of its own.
 */

/** Whose body an entry is rendered as. */
export type HookVariant = "message" | "message-legacy" | "apichat";

/** How far one receiver's failure holds back what comes after it in the lane. */
export type HookOrdering = "auto" | "strict" | "none";

/** Who wants to hear of a channel's entries, and how. */
export interface HookRecord {
  readonly id: number;
  readonly uuid: string;
  readonly workspaceId: number;
  readonly channelId: number;
  /** "message": a MessageHook. "apichat": the API channel's own hook, with the other envelope. */
  readonly form: "message" | "apichat";
  readonly name: string;
  readonly url: string;
  /** Its token and its signing secrets, sealed with the installation's key. */
  readonly sealed: string;
  /** The owner's switch. What a hook that is off is owed waits. */
  readonly isEnabled: boolean;
  readonly ordering: HookOrdering;
  readonly hasLegacyStrings: boolean;
  /** Message types and senders that it wants; empty: all. */
  readonly types: readonly string[];
  readonly senders: readonly string[];
  /** Events beyond assign and unassign that it wants. */
  readonly extraEvents: readonly string[];
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** What deliveries have shown of a hook's receiver. Written by the dispatcher when it changes, cleared by the owner. */
export interface HookHealth {
  readonly hookId: number;
  /** Since when nothing but failures; `null` after a success. */
  readonly failingSinceMs: number | null;
  /** Why it is paused, in words for its owner; `null` while it is not. */
  readonly notice: HookNotice | null;
}

export interface HookNotice {
  /** "gone": it answered 410, the owner has to switch it on again. "failing": failures only for days; probes go on. */
  readonly code: "gone" | "failing";
  readonly message: string;
  readonly atMs: number;
}

/** The bytes that every attempt sends. */
export interface Rendering {
  readonly conversationId: number;
  readonly seq: number;
  readonly variant: HookVariant;
  /** The entry's type and its sender's, to search by. */
  readonly type: string;
  readonly sender: string;
  readonly eventId: string;
  readonly body: string;
}

/** One rendering owed to one hook since the turn that wrote it. */
export interface NewDelivery {
  readonly hookId: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly variant: HookVariant;
  /** Ready at once, beside its lane. */
  readonly isReleased: boolean;
}

/** What a turn owes to hooks. A rendering that none of the deliveries is of is not kept. */
export interface HookWrites {
  readonly renderings: readonly Rendering[];
  readonly deliveries: readonly NewDelivery[];
  /** When the turn was, in milliseconds since 1970: they are due at once and kept from then on. */
  readonly nowMs: number;
}

/** Names a delivery. */
export interface DeliveryKey {
  readonly hookId: number;
  readonly conversationId: number;
  /** 0 for what happens; a resend's or replay's own number otherwise. */
  readonly run: number;
  readonly seq: number;
}

/** A delivery that may be attempted now, with all that an attempt needs. */
export interface OwedDelivery extends DeliveryKey {
  readonly eventId: string;
  readonly body: string;
  readonly readyMs: number;
  readonly isReleased: boolean;
  /** How many attempts were recorded. */
  readonly attempts: number;
  /** The run's own target; `null`: the hook's. */
  readonly url: string | null;
}

/** How far a hook is behind. */
export interface OwedToHook {
  /** Exact up to 100,000; of more it tells that there are as many. */
  readonly count: number;
  /** When the oldest of what is ready or was tried came to be owed; `null` when nothing is owed. */
  readonly oldestMs: number | null;
}

/** One attempt, as its owner reads it. */
export interface AttemptRecord {
  readonly atMs: number;
  readonly durationMs: number;
  readonly url: string;
  readonly requestHeaders: { readonly [name: string]: string };
  /** `null` when no answer came. */
  readonly status: number | null;
  readonly answerHeaders: { readonly [name: string]: string };
  /** The first 2 KiB. */
  readonly answer: string;
  /** What went wrong, in words; `null` after a success. */
  readonly error: string | null;
}

/** What becomes of a delivery. */
export type DeliveryOutcome =
  | { readonly kind: "ok" }
  /** Given up after the last attempt, or skipped by hand; the lane goes on. */
  | { readonly kind: "dead" }
  /** To be tried again then; released, it holds its lane no longer. */
  | { readonly kind: "later"; readonly dueMs: number; readonly isReleased: boolean }
  /** Under way without an answer for too long: the lane goes on beside it. No attempt is recorded yet. */
  | { readonly kind: "released" };

export interface DeliveryResult {
  readonly key: DeliveryKey;
  readonly attempt: AttemptRecord | null;
  readonly outcome: DeliveryOutcome;
}

export type DeliveryStatus = "pending" | "failed" | "ok" | "dead";

/** A delivery as its log shows it. "failed" is pending after at least one attempt. */
export interface DeliveryRecord extends DeliveryKey {
  readonly variant: HookVariant;
  readonly type: string;
  readonly sender: string;
  readonly eventId: string;
  readonly status: DeliveryStatus;
  readonly isReleased: boolean;
  readonly createdMs: number;
  /** When it is tried next; `null` when done, or behind another one in its lane. */
  readonly readyMs: number | null;
  readonly url: string | null;
  readonly attempts: readonly AttemptRecord[];
}

export interface DeliveryFilter {
  readonly hookId: number;
  readonly conversationId?: number;
  readonly run?: number;
  readonly type?: string;
  readonly sender?: string;
  readonly status?: DeliveryStatus;
  /** When they came to be owed: from `sinceMs` on, before `untilMs`. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Newest first. */
  readonly offset: number;
  readonly limit: number;
}

/** Which deliveries of run 0 are owed once more, as a run of their own. */
export interface RunRequest {
  readonly hookId: number;
  /** Either one delivery … */
  readonly only?: { readonly conversationId: number; readonly seq: number };
  /** … or what came to be owed from `sinceMs` on and before `untilMs`, at the latest by `nowMs`, of one conversation or of all. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly conversationId?: number;
  /** Another target than the hook's; `null`: the hook's. */
  readonly url: string | null;
  readonly nowMs: number;
  /**
   * Names this hook, target and selection: whoever asks under it again goes on with the run that was begun, so that
   * a request which is repeated owes nothing twice. Known as long as stored answers are kept, as it stands among them.
   */
  readonly name?: string;
}

/** What stores keep for hooks. */
export interface HookStore {
  hooks(channelId: number): Promise<readonly HookRecord[]>;
  hook(id: number): Promise<HookRecord | null>;
  /** Every hook of the installation. */
  allHooks(): Promise<readonly HookRecord[]>;
  hookHealth(hookId: number): Promise<HookHealth | null>;

  /** Begins to deliver: gives the epoch to record under. Whoever began before records nothing any more. */
  beginDispatch(): Promise<number>;
  /** How much a hook is owed, of what happens and of runs. */
  owedTo(hookId: number): Promise<OwedToHook>;
  /** The hooks that have something ready, now or later, and when the first of it is. */
  owingHooks(): Promise<readonly { readonly hookId: number; readonly readyMs: number }[]>;
  /**
   * Heads and released deliveries of a hook that are ready by then, in order of `readyMs`. Reads only: nothing is
   * claimed. "redirected": of runs with a target of their own alone, which go on whatever the hook's state is.
   */
  readyDeliveries(
    hookId: number,
    readyByMs: number,
    limit: number,
    only?: "redirected",
  ): Promise<readonly OwedDelivery[]>;
  /** Deliveries of a lane after this one that are still owed, in `seq` order, ready or not. */
  laneDeliveries(after: DeliveryKey, limit: number): Promise<readonly OwedDelivery[]>;
  /**
   * Records what became of deliveries, all in one transaction; the lane behind a delivery that is done or released goes
   * on. `lost-epoch`: somebody else has begun to deliver, and nothing was written. What is not owed any more (the hook
   * or the customer was deleted) is passed over.
   */
  recordDeliveries(
    epoch: number,
    results: readonly DeliveryResult[],
    health?: readonly HookHealth[],
  ): Promise<"recorded" | "lost-epoch">;
  /**
   * Owes deliveries once more, in steps that do not hold up writers; gives the run's number and how many it has of
   * them. None of a hook that was deleted, and no rendering that is not kept any more.
   */
  startRun(request: RunRequest): Promise<{ readonly run: number; readonly queued: number }>;

  /** A page of the log. `total` is exact up to 100,000; of more it tells that there are at least as many. */
  deliveries(filter: DeliveryFilter): Promise<{
    readonly total: number;
    readonly rows: readonly DeliveryRecord[];
  }>;
  delivery(key: DeliveryKey): Promise<DeliveryRecord | null>;
  rendering(conversationId: number, seq: number, variant: HookVariant): Promise<Rendering | null>;
}
