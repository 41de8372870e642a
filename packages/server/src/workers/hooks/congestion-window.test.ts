import fc from "fast-check";
import { expect, test } from "vitest";
import { CongestionWindow } from "./congestion-window.ts";

/** Fails until there is an outage, each time in another lane. */
function collapsed(nowMs: number): CongestionWindow {
  const window = new CongestionWindow();
  for (let lane = 0; window.atOnce > 0; lane += 1) window.failed(lane, false, nowMs);
  return window;
}

test("begins with few requests and doubles with each success, up to 64", () => {
  const window = new CongestionWindow();
  const sizes = [window.atOnce];
  for (let n = 0; n < 6; n += 1) {
    window.succeeded();
    sizes.push(window.atOnce);
  }
  expect(sizes).toEqual([16, 32, 64, 64, 64, 64, 64]);
  expect([window.permits(63, 0), window.permits(64, 0)]).toEqual([true, false]);
});

test("is not narrowed by failures among successes", () => {
  const window = new CongestionWindow();
  for (let n = 0; n < 1000; n += 1) {
    if (n % 3 === 2) window.succeeded();
    else window.failed(n, false, n);
  }
  expect(window.atOnce).toBe(64);
});

test("halves with every failure beyond the second in a row", () => {
  const window = new CongestionWindow();
  for (let n = 0; n < 4; n += 1) window.succeeded();
  const sizes = Array.from({ length: 9 }, (_, n) => {
    window.failed(n, false, 0);
    return window.atOnce;
  });
  expect(sizes).toEqual([64, 64, 32, 16, 8, 4, 2, 1, 0]);
});

test("sends one probe at a time in an outage, at distances that grow to five seconds", () => {
  const window = collapsed(0);
  const gaps: number[] = [];
  let nowMs = 0;
  for (let n = 0; n < 5; n += 1) {
    expect(window.permits(0, window.probeMs - 1)).toBe(false);
    expect(window.permits(1, window.probeMs)).toBe(false);
    expect(window.permits(0, window.probeMs)).toBe(true);
    gaps.push(window.probeMs - nowMs);
    nowMs = window.probeMs;
    window.failed("lane", false, nowMs);
  }
  expect(gaps).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("does not count failures of requests that were still under way when the outage began", () => {
  const window = collapsed(0);
  for (let n = 0; n < 60; n += 1) window.failed(`late ${n}`, false, 10);
  expect(window.probeMs).toBe(1_000);
});

test("opens again from one request with the first success", () => {
  const window = collapsed(0);
  expect(window.succeeded()).toBe(true);
  expect([window.atOnce, window.isOutage]).toEqual([1, false]);
  expect(window.succeeded()).toBe(false);
  expect(window.atOnce).toBe(2);
});

test("calls it no outage while only one lane fails with answers, however often", () => {
  const window = new CongestionWindow();
  for (let n = 0; n < 50; n += 1) window.failed("poison", false, n * 10_000);
  expect([window.atOnce, window.isOutage]).toEqual([0, false]);
  window.failed("other", false, 900_000);
  expect(window.isOutage).toBe(true);
});

test("calls it an outage when a single lane does not get through to the receiver", () => {
  const window = new CongestionWindow();
  for (let n = 0; n < 7; n += 1) window.failed("lane", true, 0);
  expect(window.isOutage).toBe(true);
});

test("always permits something sooner or later, and never more than 64", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (happened) => {
      const window = new CongestionWindow();
      happened.forEach((isGood, n) => {
        if (isGood) window.succeeded();
        else window.failed(n, false, n * 700);
      });
      expect(window.permits(0, happened.length * 700 + 5_000)).toBe(true);
      expect(window.permits(64, Number.MAX_SAFE_INTEGER)).toBe(false);
    }),
  );
});
