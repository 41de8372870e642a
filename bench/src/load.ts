import { type Connection, connect } from "./connection.ts";
import { type Latencies, latencies } from "./figures.ts";

/** What a load came to. */
export interface LoadResult {
  readonly forMs: number;
  /** How long each request took that was sent and answered within this time. */
  readonly tookMs: readonly number[];
  readonly refused: number;
}

/** What several loads came to, as one. */
export interface LoadFigures {
  readonly perSecond: number;
  readonly latency: Latencies;
  readonly refused: number;
}

/** One client's next request; it learns from the answer what comes after. */
export interface Client {
  next(): { readonly head: string; readonly body: string };
}

/** Runs `clients` at once, each one request at a time, for a bounded time; the first part is not measured. */
export async function load(
  port: number,
  clients: readonly Client[],
  forMs: number,
  warmUpMs: number,
): Promise<LoadResult> {
  const measured: number[] = [];
  let refused = 0;
  const began = performance.now();
  const measureFrom = began + warmUpMs;
  const end = measureFrom + forMs;

  async function drive(client: Client, connection: Connection): Promise<void> {
    for (;;) {
      const { head, body } = client.next();
      const sent = performance.now();
      if (sent >= end) break;
      const { status } = await connection.request(head, body);
      const now = performance.now();
      if (status >= 300) refused += 1;
      else if (sent >= measureFrom && now <= end) measured.push(now - sent);
    }
    connection.close();
  }

  const connections = await Promise.all(clients.map(() => connect(port)));
  await Promise.all(clients.map((client, at) => drive(client, connections[at] as Connection)));
  return { forMs, tookMs: measured, refused };
}

/** Puts the parts of a measurement together. */
export function figuresOf(parts: readonly LoadResult[]): LoadFigures {
  const tookMs = parts.flatMap((part) => part.tookMs);
  const forMs = parts.reduce((sum, part) => sum + part.forMs, 0);
  return {
    perSecond: (tookMs.length / forMs) * 1000,
    latency: latencies(tookMs),
    refused: parts.reduce((sum, part) => sum + part.refused, 0),
  };
}
