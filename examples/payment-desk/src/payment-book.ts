import {
  currentCall,
  evolve,
  type Payment,
  type PaymentEvent,
  type RequestKey,
} from "./payment.ts";

/** All payments in memory: what the events so far add up to. */
export function createPaymentBook() {
  const payments = new Map<string, Payment>();
  const requests = new Map<string, { readonly id: string; readonly bodyHash: string }>();
  const decisionOrder: string[] = [];

  function find(id: string): Payment | undefined {
    return payments.get(id);
  }

  return {
    find,

    /** Brings the event into the book and gives the payment as it is then. */
    apply(event: PaymentEvent): Payment {
      const payment = evolve(payments.get(event.id), event);
      if (!payment) throw new Error(`The journal speaks of ${event.id} before it was created`);
      payments.set(payment.id, payment);
      if (event.type === "decided") decisionOrder.push(event.id);
      if (event.type === "created" && event.requestKey) {
        const { key, bodyHash } = event.requestKey;
        requests.set(key, { id: event.id, bodyHash });
      }
      return payment;
    },

    /** The payment that an earlier request with this key created, and whether that one said the same. */
    findRequest({ key, bodyHash }: RequestKey): { payment: Payment; isSame: boolean } | undefined {
      const request = requests.get(key);
      const payment = request && find(request.id);
      return payment && { payment, isSame: request.bodyHash === bodyHash };
    },

    newestFirst: (): Payment[] => [...payments.values()].reverse(),

    /** Decided payments whose calls are not all answered, in the order they were decided. */
    undelivered: (): Payment[] =>
      decisionOrder
        .map(find)
        .filter((payment) => payment !== undefined)
        .filter((payment) => currentCall(payment) !== undefined),
  };
}
