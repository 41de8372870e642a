import { expect, onTestFinished, test, vi } from "vitest";
import { createHandClock } from "./http/testing/hand-ports.ts";
import { pruneRegularly } from "./prune-regularly.ts";

test("tells every quarter of an hour how much was forgotten, until it is ended", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const told: unknown[] = [];
  const pruned = { answers: 1, traces: 2, requests: 3, deliveries: 4 };
  const store = { commit: async () => "committed" as const, prune: async () => pruned };
  const tell = (...line: readonly unknown[]) => told.push(line);
  const ports = { store, clock: createHandClock(0), report: () => expect.unreachable(), tell };
  const end = pruneRegularly(ports, 30);
  await vi.advanceTimersByTimeAsync(15 * 60_000);
  expect(told).toEqual([["old data forgotten", pruned]]);
  end();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(told).toHaveLength(1);
});
