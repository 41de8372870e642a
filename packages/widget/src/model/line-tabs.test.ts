import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WireError } from "../wire/wire-error.ts";
import { after, browserWhere, liveFor, refused, taken } from "./test-browser.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("two tabs whose newcomers are refused leave each other's pauses alone", async () => {
  const { openTab, asked } = browserWhere({ start: refused });
  const tabs = [openTab("one"), openTab("two")];
  for (const { line } of tabs) line.begin();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([
    "one start B after 0 ms",
    "two start B after 0 ms",
    "one start C after 520 ms",
    "two start C after 520 ms",
    "one start D after 1540 ms",
    "two start D after 1540 ms",
    "one start E after 3560 ms",
    "two start E after 3560 ms",
    "one start F after 7580 ms",
    "two start F after 7580 ms",
  ]);
  for (const { line } of tabs) line.close();
});

test("a tab in its pause takes over the newcomer of another tab, and waits on", async () => {
  const { openTab, visitorIn, asked } = browserWhere({ start: refused });
  const { line } = openTab("one");
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  visitorIn("two").secretOrNew();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(["one start B after 0 ms", "one start C after 520 ms"]);
  line.close();
});

test.each([
  { unknownTo: "the stream", answers: {} },
  { unknownTo: "whoever reads", answers: { read: refused } },
])(
  "two tabs whose conversations are taken and unknown to $unknownTo begin few",
  async ({ answers }) => {
    const { openTab, asked } = browserWhere(answers);
    const tabs = [openTab("one"), openTab("two")];
    for (const { line } of tabs) line.begin();
    await vi.advanceTimersByTimeAsync(10_000);
    const starts = asked.filter((one) => one.includes("start"));
    // Five a tab, as in a tab alone: at once, then after 0.5, 1, 2 and 4 s.
    expect(starts.length).toBeGreaterThan(2);
    expect(starts.length).toBeLessThanOrEqual(10);
    expect(asked.length).toBeLessThanOrEqual(20);
    for (const { line } of tabs) line.close();
  },
);

test("what another tab has started is resumed at once, pause or not", async () => {
  const { openTab, visitorIn, asked } = browserWhere({
    start: refused,
    resume: taken,
    openStream: liveFor(60_000),
  });
  const { line, store } = openTab("one");
  const visitor = visitorIn("two");
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  visitor.secretOrNew();
  visitor.markStarted(visitor.secretOrNew());
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual(["one start B after 0 ms", "one resume C after 101 ms"]);
  expect(store.get().connection).toBe("live");
  line.close();
});

test("the newcomer of two tabs whose start failed in one is resumed there once the other has started it", async () => {
  const { openTab, visitorIn, asked } = browserWhere({
    start: () => Promise.reject(new WireError(503, "Not now.")),
    resume: taken,
    openStream: liveFor(60_000),
  });
  const { line } = openTab("one");
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  visitorIn("two").markStarted(visitorIn("two").secretOrNew());
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual(["one start B after 0 ms", "one resume B after 101 ms"]);
  line.close();
});

test("a refusal that comes late leaves alone what another tab has started meanwhile", async () => {
  const { openTab, visitorIn, asked } = browserWhere({
    start: refused,
    resume: (secret) => (secret.endsWith("C") ? taken() : refused()),
    openStream: liveFor(60_000),
  });
  const { line, store } = openTab("one");
  const visitor = visitorIn("two");
  line.begin();
  await vi.advanceTimersByTimeAsync(10);
  visitor.drop(visitor.secretOrNew());
  const started = visitor.secretOrNew();
  visitor.markStarted(visitor.secretOrNew());
  await vi.advanceTimersByTimeAsync(100);
  expect(visitor.secret()).toBe(started);
  expect(visitor.isStarted()).toBe(true);
  expect(asked).toEqual(["one start B after 0 ms", "one resume C after 20 ms"]);
  expect(store.get().connection).toBe("live");
  line.close();
});

test("a refusal of the stream leaves it alone as well", async () => {
  let streams = 0;
  const openStream = () => {
    streams += 1;
    return streams === 1 ? refused() : liveFor(60_000)();
  };
  const { openTab, visitorIn, asked } = browserWhere({ resume: taken, openStream });
  const { line } = openTab("one");
  const visitor = visitorIn("two");
  line.begin();
  // Refused before this tab hears of the other's change.
  await vi.advanceTimersByTimeAsync(19);
  visitor.drop(visitor.secretOrNew());
  const started = visitor.secretOrNew();
  visitor.markStarted(visitor.secretOrNew());
  await vi.advanceTimersByTimeAsync(100);
  expect(visitor.secret()).toBe(started);
  expect(asked).toEqual(["one start B after 0 ms", "one resume C after 20 ms"]);
  line.close();
});

test("a start that is taken late does not vouch for the newcomer of another tab", async () => {
  const start = vi.fn(async () => {
    await after(20);
    return taken();
  });
  const { openTab, visitorIn, asked } = browserWhere({ start, openStream: liveFor(60_000) });
  const { line } = openTab("one");
  const visitor = visitorIn("two");
  line.begin();
  await vi.advanceTimersByTimeAsync(10);
  visitor.drop(visitor.secretOrNew());
  visitor.secretOrNew();
  await vi.advanceTimersByTimeAsync(100);
  expect(visitor.isStarted()).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(["one start B after 0 ms", "one start C after 520 ms"]);
  expect(visitor.isStarted()).toBe(true);
  line.close();
});
