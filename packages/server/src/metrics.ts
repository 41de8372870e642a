import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Hub } from "./ports/hub.ts";
import type { DeliveryWatch } from "./workers/hooks/lane-steps.ts";

/** Figures for operators, in the text format of Prometheus. */
export interface Metrics {
  read(): Promise<{ readonly type: string; readonly text: string }>;
  /** Counts what deliveries to hooks come to. */
  readonly deliveries: DeliveryWatch;
}

/** What is measured when somebody asks. */
export interface Gauges {
  readonly streams: () => number;
  /** How long the oldest delivery has waited that could have been sent. */
  readonly deliveriesLagMs: () => number;
}

/** Counts what is committed, by who wrote it, and shows the process's own figures. */
export function createMetrics(hub: Hub, gauges: Gauges): Metrics {
  const registry = new Registry();
  const entries = tally(registry, {
    name: "parley_entries_total",
    help: "Messages and events committed since the start",
    label: "author",
  });
  let turns = 0;
  new Counter({
    name: "parley_turns_total",
    help: "Turns committed since the start",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(turns);
    },
  });
  new Gauge({
    name: "parley_streams",
    help: "Visitors' streams open now",
    registers: [registry],
    collect() {
      this.set(gauges.streams());
    },
  });
  const deliveries = countDeliveries(registry, gauges.deliveriesLagMs);
  hub.subscribeAll((news) => {
    turns += 1;
    for (const { entry } of news.entries) entries.add(entry.author.kind);
  });
  let hasDefaults = false;
  return {
    deliveries,
    read: async () => {
      // Watching the event loop costs memory: only where somebody reads the figures.
      if (!hasDefaults) collectDefaultMetrics({ register: registry });
      hasDefaults = true;
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Counts by one label. The registry hears of it when somebody reads: at each turn it would cost more than the count. */
function tally(
  registry: Registry,
  { name, help, label }: { readonly name: string; readonly help: string; readonly label: string },
): { add(of: string): void } {
  const counts = new Map<string, number>();
  new Counter({
    ...{ name, help, labelNames: [label], registers: [registry] },
    collect() {
      this.reset();
      for (const [of, count] of counts) this.inc({ [label]: of }, count);
    },
  });
  return { add: (of) => counts.set(of, (counts.get(of) ?? 0) + 1) };
}

function countDeliveries(registry: Registry, lagMs: Gauges["deliveriesLagMs"]): DeliveryWatch {
  const attempts = tally(registry, {
    name: "parley_deliveries_total",
    help: "Attempts to deliver to hooks since the start: ok, failed (tried again later), dead (given up)",
    label: "outcome",
  });
  const sent = new Histogram({
    name: "parley_delivery_sent_seconds",
    help: "From the turn until a hook's request was sent, where it was the first attempt",
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [registry],
  });
  new Gauge({
    name: "parley_deliveries_lag_seconds",
    help: "How long the oldest delivery has been due; hooks that are off or paused are left out",
    registers: [registry],
    collect() {
      this.set(lagMs() / 1000);
    },
  });
  return {
    attempted: attempts.add,
    sentAfter: (ms) => sent.observe(ms / 1000),
  };
}
