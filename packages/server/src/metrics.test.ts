import { expect, test } from "vitest";
import { createMemoryHub } from "./hubs/memory/create-memory-hub.ts";
import { createMetrics } from "./metrics.ts";
import type { StoredEntry } from "./ports/store.ts";

const said = (seq: number, kind: "customer" | "bot"): StoredEntry => ({
  conversationId: 1,
  seq,
  uuid: "",
  atUs: 1,
  entry: {
    seq,
    author: { kind },
    message: { type: "text", text: "Hello" },
  } as StoredEntry["entry"],
  clientHash: null,
});

test("counts what is committed and delivered, the same however often it is read", async () => {
  const hub = createMemoryHub(() => {});
  const metrics = createMetrics(hub, { streams: () => 3, deliveriesLagMs: () => 1_500 });
  const figures = async () => {
    const { text } = await metrics.read();
    return text.split("\n").filter((line) => /^parley_(?!delivery_sent)/.test(line));
  };
  expect(await figures()).toEqual([
    "parley_turns_total 0",
    "parley_streams 3",
    "parley_deliveries_lag_seconds 1.5",
  ]);
  hub.publish({ conversationId: 1, entries: [said(1, "customer"), said(2, "bot")] });
  hub.publish({ conversationId: 1, entries: [said(3, "customer")] });
  for (const outcome of ["ok", "ok", "failed", "dead"] as const)
    metrics.deliveries.attempted(outcome);
  for (const _time of [1, 2])
    expect(await figures()).toEqual([
      'parley_entries_total{author="customer"} 2',
      'parley_entries_total{author="bot"} 1',
      "parley_turns_total 2",
      "parley_streams 3",
      'parley_deliveries_total{outcome="ok"} 2',
      'parley_deliveries_total{outcome="failed"} 1',
      'parley_deliveries_total{outcome="dead"} 1',
      "parley_deliveries_lag_seconds 1.5",
    ]);
});
