import { expect, test } from "vitest";
import { healthShares, hookMeaning } from "./hook-state.ts";

test("a hook that fails is told from one that was given up for now, and from one that is off", () => {
  expect(hookMeaning({ status: "active", failing_since: null })).toBe("ok");
  expect(hookMeaning({ status: "active", failing_since: 1 })).toBe("wait");
  expect(hookMeaning({ status: "failing", failing_since: 1 })).toBe("fail");
  expect(hookMeaning({ status: "gone", failing_since: null })).toBe("fail");
  expect(hookMeaning({ status: "paused", failing_since: 1 })).toBe("none");
});

test("one failure among thousands is seen, and the bar stays a whole", () => {
  const shares = healthShares({ delivered: 9_999, retrying: 0, givenUp: 1 });
  expect(shares).toEqual({ delivered: 96, retrying: 0, givenUp: 4 });
  expect(healthShares({ delivered: 0, retrying: 0, givenUp: 0 })).toBeNull();
});

test("shares never leave the bar, whatever the counts are", () => {
  for (const counts of [
    [1, 1, 1],
    [0, 1, 500],
    [0, 500, 1],
    [1, 500, 500],
  ] as const) {
    const [delivered, retrying, givenUp] = counts;
    const shares = healthShares({ delivered, retrying, givenUp });
    const parts = [shares?.delivered, shares?.retrying, shares?.givenUp].map(Number);
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(100);
  }
});
