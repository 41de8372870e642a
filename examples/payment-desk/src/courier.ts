import { setTimeout as delay } from "node:timers/promises";
import type { Ledger } from "./ledger.ts";
import { type HttpCall, type ParleyAccess, parleyCall } from "./parley-call.ts";
import { type Attempt, type Call, currentCall, type Payment } from "./payment.ts";
import { judge, retryDelayMs } from "./retry.ts";
import type { Reply } from "./send-call.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly parley: ParleyAccess;
  readonly send: (call: HttpCall, signal: AbortSignal) => Promise<Reply>;
  readonly now: () => Date;
}

/** Carries decisions to Parley. */
export interface Courier {
  deliver(payment: Payment): void;
  stop(): Promise<void>;
}

/**
 * Tells Parley each decision, for as long as it takes.
 * 1. Calls of a payment are made in order: Go is not sent before Set has its 2xx.
 * 2. Payments of one customer go one after another, in the order they were decided; both write the same field.
 * 3. A call is repeated until Parley answers 2xx or a final 4xx, always with the same key.
 * 4. `stop` breaks off without losing anything: the journal knows what is still open, the next start goes on.
 */
export function createCourier({ ledger, parley, send, now }: Ports): Courier {
  const stopping = new AbortController();
  const lanes = new Map<string, Promise<void>>();

  async function deliverAll(id: string): Promise<void> {
    while (!stopping.signal.aborted) {
      const payment = ledger.find(id);
      const call = payment && currentCall(payment);
      if (!call) return;
      await attemptCall(payment, call);
    }
  }

  async function attemptCall(payment: Payment, call: Call): Promise<void> {
    const started = now();
    const reply = await send(parleyCall(payment, call, parley), stopping.signal);
    if (stopping.signal.aborted) return;
    const attempt: Attempt = {
      at: started.toISOString(),
      status: reply.status,
      answer: reply.answer,
      durationMs: now().getTime() - started.getTime(),
    };
    const verdict = judge(reply.status, reply.retryAfter);
    if (verdict !== "retry") return ledger.noteAnswer(payment.id, attempt, verdict);
    const delayMs = retryDelayMs(call.attempts + 1, reply.retryAfter, now());
    ledger.noteRetry(payment.id, attempt, new Date(now().getTime() + delayMs).toISOString());
    await delay(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  function deliver(payment: Payment): void {
    const before = lanes.get(payment.customerId) ?? Promise.resolve();
    // A failing journal ends the whole desk elsewhere; the lane itself must not stay broken.
    const after = before.then(() => deliverAll(payment.id)).catch(() => undefined);
    lanes.set(payment.customerId, after);
    void after.then(() => {
      if (lanes.get(payment.customerId) === after) lanes.delete(payment.customerId);
    });
  }

  for (const payment of ledger.undelivered()) deliver(payment);

  return {
    deliver,
    async stop() {
      stopping.abort();
      await Promise.all(lanes.values());
    },
  };
}
