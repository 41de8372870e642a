import type { HookAttempt, HookAttemptInFull, HookDelivery } from "@parley/contract";
import { maskHeaders } from "../../features/mask-headers.ts";
import type {
  AttemptRecord,
  DeliveryKey,
  DeliveryRecord,
  HookHealth,
  HookRecord,
} from "../../ports/hooks.ts";
import type { StoredEntry } from "../../ports/store.ts";
import { entryBeginning } from "./entry-beginning.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** The name of a delivery under its hook: `<customer>-<seq>`, of a resend or replay `<customer>-<seq>-<run>`. */
export function deliveryId({ conversationId, seq, run }: Omit<DeliveryKey, "hookId">): string {
  return run === 0 ? `${conversationId}-${seq}` : `${conversationId}-${seq}-${run}`;
}

/** Reads such a name; `null` for any other text. */
export function readDeliveryId(text: string): Omit<DeliveryKey, "hookId"> | null {
  const [, conversationId, seq, run = "0"] = shape.exec(text) ?? [];
  if (conversationId === undefined || seq === undefined) return null;
  return { conversationId: Number(conversationId), seq: Number(seq), run: Number(run) };
}

const shape = /^([1-9]\d{0,14})-([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?$/;

/** What is told of a delivery beside its record. */
export interface AroundDelivery {
  readonly hook: Pick<HookRecord, "isEnabled">;
  readonly health: HookHealth | null;
  readonly nowMs: number;
  /** What was said; `undefined`: the customer was erased meanwhile. */
  readonly entry: StoredEntry | undefined;
}

/** A delivery as lists show it. */
export function presentDelivery(delivery: DeliveryRecord, around: AroundDelivery): HookDelivery {
  return { ...commonOf(delivery, around), attempts: delivery.attempts.map(presentAttempt) };
}

/** A delivery with everything that was sent and came back. */
export function presentDeliveryInFull(
  delivery: DeliveryRecord & { readonly body: string | null },
  around: AroundDelivery,
) {
  const attempts = delivery.attempts.map(presentAttemptInFull);
  return { ...commonOf(delivery, around), attempts, body: delivery.body };
}

function commonOf(
  delivery: DeliveryRecord,
  around: AroundDelivery,
): Omit<HookDelivery, "attempts"> {
  const { eventId, seq, run, conversationId, type, sender, status, url } = delivery;
  return {
    id: deliveryId(delivery),
    event_id: eventId,
    ...{ seq, run, customer_id: conversationId, type, sender, status },
    text: around.entry ? entryBeginning(around.entry.entry) : "",
    released: delivery.isReleased,
    created_at: wireSecondsOfMs(delivery.createdMs),
    next_attempt_at: nextAttemptAt(delivery, around),
    url,
  };
}

/** The store keeps when it became ready; its owner asks when it goes out. */
function nextAttemptAt(
  { readyMs, url }: DeliveryRecord,
  { hook, health, nowMs }: AroundDelivery,
): number | null {
  const isOn = hook.isEnabled && !health?.notice;
  // What a replay sends to an address of its own goes on whatever the hook's state is.
  if (readyMs === null || (url === null && !isOn)) return null;
  return wireSecondsOfMs(Math.max(readyMs, nowMs));
}

const presentAttempt = ({ atMs, durationMs, status, error }: AttemptRecord): HookAttempt => ({
  ...{ at: wireSecondsOfMs(atMs), duration_ms: Math.round(durationMs), status, error },
});

const presentAttemptInFull = (attempt: AttemptRecord): HookAttemptInFull => ({
  ...presentAttempt(attempt),
  url: attempt.url,
  request_headers: { ...maskHeaders(attempt.requestHeaders) },
  answer_headers: { ...maskHeaders(attempt.answerHeaders) },
  answer: attempt.answer,
});
