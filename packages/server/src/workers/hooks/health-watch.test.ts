import { expect, test } from "vitest";
import { HealthWatch } from "./health-watch.ts";

const dayMs = 24 * 3_600_000;
const fresh = () => new HealthWatch(7, null, 0);

test("stores nothing of failures that are over within a minute", () => {
  const health = fresh();
  expect([health.failed(0), health.failed(59_999), health.succeeded()]).toEqual([null, null, null]);
});

test("stores once since when nothing but failures came, and that it is over", () => {
  const health = fresh();
  health.failed(1_000);
  const stored = { hookId: 7, failingSinceMs: 1_000, notice: null };
  expect([health.failed(61_000), health.failed(62_000)]).toEqual([stored, null]);
  expect(health.succeeded()).toEqual({ ...stored, failingSinceMs: null });
  expect(health.succeeded()).toBe(null);
});

test("pauses the hook after five days of failures, tells its owner, and probes every half hour", () => {
  const health = fresh();
  health.failed(0);
  health.failed(5 * dayMs - 1);
  expect(health.state).toBe("on");
  expect(health.failed(5 * dayMs)).toMatchObject({
    failingSinceMs: 0,
    notice: { code: "failing", atMs: 5 * dayMs, message: expect.stringContaining("5 days") },
  });
  expect([health.state, health.probeMs]).toEqual(["paused", 5 * dayMs + 1_800_000]);
  health.probes(6 * dayMs);
  expect(health.failed(6 * dayMs + 5)).toBe(null);
  expect(health.probeMs).toBe(6 * dayMs + 1_800_000);
});

test("goes on by itself after a probe that succeeds", () => {
  const notice = { code: "failing", message: "…", atMs: 5 } as const;
  const health = new HealthWatch(7, { hookId: 7, failingSinceMs: 1, notice }, 100);
  expect([health.state, health.probeMs]).toEqual(["paused", 100]);
  expect(health.succeeded()).toEqual({ hookId: 7, failingSinceMs: null, notice: null });
  expect(health.state).toBe("on");
});

test("counts on over a restart", () => {
  const health = new HealthWatch(7, { hookId: 7, failingSinceMs: 5, notice: null }, 4 * dayMs);
  expect(health.failed(5 * dayMs + 5)).toMatchObject({ notice: { code: "failing" } });
});

test("is off once the receiver is gone", () => {
  const health = fresh();
  expect(health.gone(9)).toMatchObject({ failingSinceMs: 9, notice: { code: "gone", atMs: 9 } });
  expect(health.state).toBe("gone");
});
