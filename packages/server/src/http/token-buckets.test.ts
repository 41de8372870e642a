import fc from "fast-check";
import { expect, test } from "vitest";
import { createHandClock } from "./testing/hand-ports.ts";
import { createTokenBuckets } from "./token-buckets.ts";

test("never lets through more than the burst and what has come in since, however requests are spread", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 });
  const rate = fc.record({
    perSecond: fc.integer({ min: 1, max: 50 }),
    burst: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(rate, steps, ({ perSecond, burst }, waits) => {
      const clock = createHandClock(0);
      const buckets = createTokenBuckets(clock, perSecond, burst);
      let taken = 0;
      for (const waitMs of waits) {
        clock.advance(waitMs);
        if (buckets.take("k").waitSeconds === 0) taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(burst + (clock.nowMs() / 1000) * perSecond + 1e-6);
    }),
  );
});

test("whoever waits as long as told gets through", () => {
  const rate = fc.record({
    perSecond: fc.integer({ min: 1, max: 50 }),
    burst: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(rate, ({ perSecond, burst }) => {
      const clock = createHandClock(0);
      const buckets = createTokenBuckets(clock, perSecond, burst);
      for (let n = 0; n < burst; n += 1) buckets.take("k");
      clock.advance(Math.ceil(buckets.take("k").waitSeconds * 1000));
      expect(buckets.take("k").waitSeconds).toBe(0);
    }),
  );
});

test("a flood of new keys does not free a busy one from its limit", () => {
  const clock = createHandClock(0);
  const buckets = createTokenBuckets(clock, 1, 3, 10);
  for (let n = 0; n < 3; n += 1) buckets.take("busy");
  for (let n = 0; n < 1_000; n += 1) {
    buckets.take(`new ${n}`);
    expect(buckets.take("busy").waitSeconds).toBeGreaterThan(0);
  }
});

test("a clock that is set back refills nothing", () => {
  const clock = createHandClock(10_000);
  const buckets = createTokenBuckets(clock, 1, 1);
  buckets.take("k");
  clock.advance(-9_000);
  expect(buckets.take("k").waitSeconds).toBe(1);
});
