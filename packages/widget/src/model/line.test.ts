import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { after, browserWhere, liveFor, refused } from "./test-browser.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a visitor whom the server has forgotten starts anew at once, as somebody else", async () => {
  const { openTab, asked } = browserWhere({ openStream: liveFor(60_000) });
  const { line, visitor } = openTab();
  visitor.secretOrNew();
  visitor.markStarted(visitor.secretOrNew());
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual(["resume B after 0 ms", "start C after 20 ms"]);
  expect(visitor.isStarted()).toBe(true);
  line.close();
});

test("a visitor who was connected and is forgotten then starts anew at once as well", async () => {
  let streams = 0;
  const openStream = () => {
    streams += 1;
    return streams === 2 ? refused() : liveFor(5000)();
  };
  const { openTab, asked } = browserWhere({ openStream });
  const { line } = openTab();
  line.begin();
  // The connection ends after 5 s, and the next one half a second later is refused.
  await vi.advanceTimersByTimeAsync(9000);
  expect(asked).toEqual(["start B after 0 ms", "start C after 5520 ms"]);
  line.close();
});

test("a newcomer whom the server refuses asks again with another secret, each time later", async () => {
  const { openTab, asked } = browserWhere({ start: refused });
  const { line, visitor, store } = openTab();
  line.begin();
  await vi.advanceTimersByTimeAsync(4000);
  expect(asked).toEqual([
    "start B after 0 ms",
    "start C after 520 ms",
    "start D after 1540 ms",
    "start E after 3560 ms",
  ]);
  expect(visitor.isStarted()).toBe(false);
  expect(store.get()).toMatchObject({ connection: "lost", isLoading: true });
  line.close();
});

test("a conversation that is taken and that the stream does not know counts as an attempt", async () => {
  const { openTab, asked } = browserWhere({});
  const { line } = openTab();
  line.begin();
  await vi.advanceTimersByTimeAsync(4000);
  expect(asked).toEqual([
    "start B after 0 ms",
    "start C after 520 ms",
    "start D after 1540 ms",
    "start E after 3560 ms",
  ]);
  line.close();
});

test("a live connection makes the pauses short again", async () => {
  let streams = 0;
  const openStream = () => {
    streams += 1;
    return streams === 3 ? liveFor(5000)() : refused();
  };
  const { openTab, asked } = browserWhere({ openStream });
  const { line } = openTab();
  line.begin();
  await vi.advanceTimersByTimeAsync(9000);
  expect(asked).toEqual([
    "start B after 0 ms",
    "start C after 520 ms",
    "start D after 1540 ms",
    "start E after 7060 ms",
    "start F after 7580 ms",
    "start G after 8600 ms",
  ]);
  line.close();
});

test("a pause that ended beside a connection does not keep the next one from beginning", async () => {
  const openStream = () => after(1000).then(refused);
  const { openTab, asked } = browserWhere({ start: refused, openStream });
  const { line, visitor } = openTab();
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  // A message went through meanwhile.
  visitor.secretOrNew();
  visitor.markStarted(visitor.secretOrNew());
  line.listen();
  await vi.advanceTimersByTimeAsync(2400);
  expect(asked).toEqual(["start B after 0 ms", "start D after 2120 ms"]);
  line.close();
});

test("whoever comes back cuts the pause short, and the next one is as long as it should be", async () => {
  const { openTab, asked } = browserWhere({ start: refused });
  const { line } = openTab();
  line.begin();
  await vi.advanceTimersByTimeAsync(100);
  line.wake(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toEqual(["start B after 0 ms", "start C after 100 ms", "start D after 1120 ms"]);
  line.close();
});
