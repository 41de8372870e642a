import { expect, test } from "vitest";
import { checkPace, type PaceTurn } from "./check-pace.ts";
import { p95Of, type Span, type Written } from "./hook-lag.ts";
import type { HookRequest } from "./hook-run.ts";

const perSpan = 40;
const spanMs = 1_000;

const spanAt = (n: number): Span => ({ fromMs: n * spanMs, toMs: (n + 1) * spanMs });

/** Messages that all come this late, a span for each figure; those without a figure never come. */
function runOf(lags: readonly (number | null)[]) {
  const written = lags.flatMap((_, n) =>
    Array.from({ length: perSpan }, (__, i): Written => {
      return { conversationId: n, seq: i, atUs: (n * spanMs + i) * 1000 };
    }),
  );
  const requests = written.flatMap(({ conversationId, seq, atUs }) => {
    const lagMs = lags[conversationId] ?? null;
    return lagMs === null ? [] : [{ conversationId, seq, t: atUs / 1000 + lagMs } as HookRequest];
  });
  return { written, hook: { requests } };
}

type Pair = readonly [well: number | null, hurt: number | null];

/** Pairs of a stretch in which all were well, and one in which others were not. */
function pace(...pairs: readonly Pair[]) {
  const { written, hook } = runOf(pairs.flat());
  const turns = pairs.map(
    (_, n): PaceTurn => ({ fault: "sick", well: spanAt(2 * n), hurt: spanAt(2 * n + 1) }),
  );
  const { violations, isClear, figures } = checkPace(written, hook, turns);
  return { whats: violations.map(({ what }) => what), isClear, figures };
}

const isKept = (...pairs: readonly Pair[]): boolean => pace(...pairs).whats.length === 0;

test("measures the time that all but one in twenty keep to, and counts what never came as endless", () => {
  const { written, hook } = runOf([10]);
  const [first, ...others] = hook.requests.map((it) => ({ ...it }));
  if (!first) throw new Error("Nothing came.");
  const slow = (count: number) => others.map((it, n) => (n < count ? { ...it, t: it.t + 90 } : it));
  const p95 = (requests: readonly HookRequest[]) => p95Of(written, { requests })(spanAt(0));
  expect(p95([first, ...slow(2)])).toBeCloseTo(10);
  expect(p95([first, ...slow(3)])).toBeCloseTo(100);
  expect(p95(others.slice(5))).toBe(Number.POSITIVE_INFINITY);
});

test("measures by what came first: a repeat changes nothing", () => {
  const { written, hook } = runOf([10]);
  const repeats = hook.requests.map((it) => ({ ...it, t: it.t + 500 }));
  const requests = [...hook.requests, ...repeats];
  expect(p95Of(written, { requests })(spanAt(0))).toBeCloseTo(10);
});

test.each([
  ["10 to 200 ms", 10, 200],
  ["18 to 60 ms", 18, 60],
  ["18 to 38.6 ms", 18, 38.6],
  ["500 to 610 ms", 500, 610],
])("refuses %s", (_, well, hurt) => {
  const { whats, isClear } = pace([well, hurt], [well, hurt], [well, hurt]);
  expect(whats).toHaveLength(1);
  expect(isClear).toBe(false);
});

test("forgives a fifth, and a few milliseconds", () => {
  for (const [well, hurt] of [
    [500, 590],
    [10, 24],
    [30, 12],
  ] as const)
    expect(pace([well, hurt], [well, hurt])).toMatchObject({ whats: [], isClear: true });
});

test("goes by the pair in the middle: one stretch in which the machine stood still says nothing", () => {
  expect(isKept([20, 21], [20, 900], [20, 22])).toBe(true);
  expect(isKept([20, 90], [900, 20], [20, 90])).toBe(false);
});

test("forgives what the machine does by itself, but is not clear then", () => {
  const uneven = pace([50, 100], [100, 200], [50, 100], [100, 200]);
  expect(uneven).toMatchObject({ whats: [], isClear: false });
  expect(isKept([50, 125], [100, 250], [50, 125], [100, 250])).toBe(false);
});

test.each([
  ["10 to 200 ms", 10, 200],
  ["18 to 60 ms", 18, 60],
])("refuses %s on the most uneven machine", (_, well, hurt) => {
  expect(isKept([well, hurt], [well * 9, hurt * 9], [well, hurt], [well * 9, hurt * 9])).toBe(
    false,
  );
});

test("refuses a stretch in which nothing came or nothing was written", () => {
  expect(isKept([20, 20], [20, null], [20, 20])).toBe(false);
  const { written, hook } = runOf([20, 20]);
  const turns = [{ fault: "sick", well: spanAt(0), hurt: spanAt(7) }];
  expect(checkPace(written, hook, turns).violations).toHaveLength(1);
});

test("judges each fault by itself, and tells every pair", () => {
  const { written, hook } = runOf([20, 21, 90]);
  const well = spanAt(0);
  const { violations, figures } = checkPace(written, hook, [
    { fault: "beside sick ones", well, hurt: spanAt(1) },
    { fault: "in an outage", well, hurt: spanAt(2) },
  ]);
  expect(violations.map(({ what }) => what)).toEqual([
    "the healthy hook's p95 was 4.50 times as long in an outage: 20.0 → 90.0 ms",
  ]);
  expect(figures).toEqual({
    turns: "1",
    "p95 beside well ones, ms": "20.0 (uneven by 1.00)",
    "beside sick ones": "21.0 (1.05 times)",
    "in an outage": "90.0 (4.50 times)",
  });
});
