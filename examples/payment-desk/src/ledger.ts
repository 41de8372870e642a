import type { Mode } from "./config.ts";
import type { Journal } from "./journal.ts";
import {
  type Attempt,
  currentCall,
  type Decision,
  isRefused,
  type NewPayment,
  type Payment,
  type PaymentEvent,
  type RequestKey,
} from "./payment.ts";
import { createPaymentBook } from "./payment-book.ts";

/** What came of a wish: the payment, or why it could not be. */
export type Outcome =
  | { readonly kind: "changed" | "unchanged" | "conflict"; readonly payment: Payment }
  | { readonly kind: "unknown" };

interface Ports {
  readonly journal: Pick<Journal, "append" | "settled">;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly urlOf: (id: string) => string;
  readonly mode: Mode;
}

/**
 * The payments of the desk, in memory and in the journal.
 * 1. A change happens in memory at once, so that two requests in the same instant see each other.
 * 2. Nothing is answered, and Parley is not called, before the change is on the disk.
 * 3. A repeat waits for the disk too: it may have come before the first one was kept.
 */
export class Ledger {
  readonly #ports: Ports;
  readonly #book = createPaymentBook();
  readonly #listeners = new Set<(payment: Payment) => void>();

  /** Reads the journal's records back. */
  constructor(ports: Ports, history: readonly unknown[]) {
    this.#ports = ports;
    for (const entry of history) {
      if (!isPaymentEvent(entry)) throw new Error(`Unknown journal entry ${JSON.stringify(entry)}`);
      this.#book.apply(entry);
    }
  }

  readonly find = this.#book.find;
  readonly newestFirst = this.#book.newestFirst;
  readonly undelivered = this.#book.undelivered;

  /** Creates a payment; the same key and body give the same payment again, another body is a conflict. */
  async create(request: NewPayment, requestKey: RequestKey | null): Promise<Outcome> {
    const earlier = requestKey && this.#book.findRequest(requestKey);
    if (earlier) return this.#repeat(earlier.isSame ? "unchanged" : "conflict", earlier.payment);
    const id = this.#ports.newId();
    const url = this.#ports.urlOf(id);
    return this.#change({ type: "created", id, at: this.#at(), url, request, requestKey });
  }

  /** Decides a pending payment; the same decision again changes nothing, the other one is a conflict. */
  async decide(id: string, decision: Decision): Promise<Outcome> {
    const payment = this.find(id);
    if (!payment) return { kind: "unknown" };
    if (payment.status !== "pending") {
      return this.#repeat(payment.status === decision ? "unchanged" : "conflict", payment);
    }
    return this.#change({ type: "decided", id, at: this.#at(), decision, mode: this.#ports.mode });
  }

  /** Opens a call that Parley refused once more, with a new key. */
  async resend(id: string): Promise<Outcome> {
    const payment = this.find(id);
    if (!payment) return { kind: "unknown" };
    if (!isRefused(payment)) return this.#repeat("unchanged", payment);
    return this.#change({ type: "resent", id, at: this.#at() });
  }

  /** Notes a failed attempt that will be repeated; kept in memory, it is news and not a promise. */
  noteRetry(id: string, attempt: Attempt, next: string): void {
    this.#announce(this.#book.apply({ type: "tried", id, attempt, next }));
  }

  /** Keeps Parley's final answer to the current call. */
  async noteAnswer(id: string, attempt: Attempt, state: "done" | "refused"): Promise<void> {
    const payment = this.find(id);
    const attempts = ((payment && currentCall(payment)?.attempts) ?? 0) + 1;
    await this.#change({ type: "answered", id, attempt, attempts, state });
  }

  /** Calls the listener after each change; the result ends that. */
  onChange(listener: (payment: Payment) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #change(event: PaymentEvent): Promise<Outcome> {
    const payment = this.#book.apply(event);
    await this.#ports.journal.append(event);
    this.#announce(payment);
    return { kind: "changed", payment };
  }

  async #repeat(kind: "unchanged" | "conflict", payment: Payment): Promise<Outcome> {
    await this.#ports.journal.settled();
    return { kind, payment };
  }

  #announce(payment: Payment): void {
    for (const listener of this.#listeners) listener(payment);
  }

  #at(): string {
    return this.#ports.now().toISOString();
  }
}

function isPaymentEvent(value: unknown): value is PaymentEvent {
  if (typeof value !== "object" || value === null) return false;
  if (!("id" in value && typeof value.id === "string" && "type" in value)) return false;
  return ["created", "decided", "answered", "resent"].includes(String(value.type));
}
