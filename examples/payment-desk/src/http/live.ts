import type { ServerResponse } from "node:http";
import type { Ledger } from "../ledger.ts";
import { announcement, paymentCard } from "../page/payment-card.ts";
import { countPayments } from "../page/payments-page.ts";
import type { Payment } from "../payment.ts";
import { commonHeaders } from "./reply.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly currency: string;
  readonly now: () => Date;
  /** Differs at every start, so that a page from before knows it has missed something. */
  readonly startId: string;
}

/** Server-sent events: pages that are open hear of each change. */
export interface Live {
  revision(): string;
  /** Keeps the response open. A page at another revision first gets the newest payments again. */
  attach(response: ServerResponse, pageRevision: string | null): void;
  close(): void;
}

const HEARTBEAT_MS = 15_000;
const MOST_MISSED = 100;
const LONGEST_BACKLOG_BYTES = 1024 * 1024;

/** Starts to listen to the ledger. */
export function createLive({ ledger, currency, now, startId }: Ports): Live {
  const listeners = new Set<ServerResponse>();
  let changes = 0;
  const revision = (): string => `${startId}.${changes}`;

  function event(payment: Payment, say: string): string {
    const data = {
      html: paymentCard(payment, currency, now()).text,
      counts: countPayments(ledger.newestFirst()),
      say,
    };
    return `id: ${revision()}\nevent: payment\ndata: ${JSON.stringify(data)}\n\n`;
  }

  function send(text: string): void {
    for (const listener of listeners) {
      // A page that has stopped reading comes back by itself and is brought up to date then.
      if (listener.writableLength > LONGEST_BACKLOG_BYTES) listener.destroy();
      else listener.write(text);
    }
  }

  const stopListening = ledger.onChange((payment) => {
    changes += 1;
    if (listeners.size > 0) send(event(payment, announcement(payment, currency)));
  });
  const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);

  return {
    revision,
    attach(response, pageRevision) {
      response.writeHead(200, { ...commonHeaders, "content-type": "text/event-stream" });
      response.write("retry: 1000\n\n");
      if (pageRevision !== revision()) {
        const missed = ledger.newestFirst().slice(0, MOST_MISSED).reverse();
        response.write(missed.map((payment) => event(payment, "")).join(""));
      }
      listeners.add(response);
      response.once("close", () => listeners.delete(response));
    },
    close() {
      clearInterval(heartbeat);
      stopListening();
      for (const listener of listeners) listener.end();
    },
  };
}
