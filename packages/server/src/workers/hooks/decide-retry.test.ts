import fc from "fast-check";
import { expect, test } from "vitest";
import { decideRetry, type FailedAttempt } from "./decide-retry.ts";

const base: FailedAttempt = {
  ...{ failure: "troubled", retryAfterMs: null, attempts: 1, ordering: "auto" },
  ...{ isReleased: false, isOutage: false, nowMs: 1_000_000, draw: 0.5 },
};

/** After which attempt the lane goes on, with this way to fail. */
function releasedAfter(change: Partial<FailedAttempt>): number | null {
  for (let attempts = 1; attempts < 12; attempts += 1) {
    const outcome = decideRetry({ ...base, ...change, attempts });
    if (outcome.kind === "later" && outcome.isReleased) return attempts;
  }
  return null;
}

test("holds the lane through the 30-minute attempt when the receiver cannot be reached or is in trouble", () => {
  expect(releasedAfter({ failure: "troubled" })).toBe(6);
  expect(releasedAfter({ failure: "unreachable" })).toBe(6);
});

test("holds it as long as it takes while all lanes fail", () => {
  expect(releasedAfter({ failure: "troubled", isOutage: true })).toBe(null);
  expect(releasedAfter({ failure: "unreachable", isOutage: true })).toBe(null);
});

test("holds it through the 30-second attempt when the receiver refuses this message, outage or not", () => {
  expect(releasedAfter({ failure: "refused" })).toBe(4);
  expect(releasedAfter({ failure: "refused", isOutage: true })).toBe(4);
});

test("never waits for a retry of what the receiver has got and was silent about", () => {
  expect(releasedAfter({ failure: "silent" })).toBe(1);
});

test("holds every lane of a strict hook, and none of one that wants no order", () => {
  const kinds = ["unreachable", "troubled", "refused", "silent"] as const;
  expect(kinds.map((failure) => releasedAfter({ failure, ordering: "strict" }))).toEqual(
    kinds.map(() => null),
  );
  expect(kinds.map((failure) => releasedAfter({ failure, ordering: "none" }))).toEqual(
    kinds.map(() => 1),
  );
});

test("tries again after the schedule's delay, or after Retry-After where that is later", () => {
  const due = (retryAfterMs: number | null) => decideRetry({ ...base, attempts: 3, retryAfterMs });
  expect(due(null)).toMatchObject({ dueMs: 1_030_000 });
  expect(due(10_000)).toMatchObject({ dueMs: 1_030_000 });
  expect(due(90_000)).toMatchObject({ dueMs: 1_090_000 });
});

test("gives up after the twelfth attempt, whatever the order and the failure", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("unreachable", "troubled", "refused", "silent" as const),
      fc.constantFrom("auto", "strict", "none" as const),
      fc.boolean(),
      (failure, ordering, isOutage) => {
        const last = { ...base, failure, ordering, isOutage, attempts: 12 };
        return (
          decideRetry(last).kind === "dead" &&
          decideRetry({ ...last, attempts: 11 }).kind === "later"
        );
      },
    ),
  );
});

test("never takes a release back", () => {
  expect(decideRetry({ ...base, ordering: "strict", isReleased: true })).toMatchObject({
    isReleased: true,
  });
});
