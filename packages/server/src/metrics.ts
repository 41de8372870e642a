import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Hub } from "./ports/hub.ts";

/** Figures for operators, in the text format of Prometheus. */
export interface Metrics {
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Counts what is committed, by who wrote it, and shows the process's own figures. */
export function createMetrics(hub: Hub, gauges: { readonly streams: () => number }): Metrics {
  const registry = new Registry();
  const entries = new Counter({
    name: "parley_entries_total",
    help: "Messages and events committed since the start",
    labelNames: ["author"],
    registers: [registry],
  });
  const turns = new Counter({
    name: "parley_turns_total",
    help: "Turns committed since the start",
    registers: [registry],
  });
  new Gauge({
    name: "parley_streams",
    help: "Visitors' streams open now",
    registers: [registry],
    collect() {
      this.set(gauges.streams());
    },
  });
  hub.subscribeAll((news) => {
    turns.inc();
    for (const { entry } of news.entries) entries.inc({ author: entry.author.kind });
  });
  let hasDefaults = false;
  return {
    read: async () => {
      // Watching the event loop costs memory: only where somebody reads the figures.
      if (!hasDefaults) collectDefaultMetrics({ register: registry });
      hasDefaults = true;
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
