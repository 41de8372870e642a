import { expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import { WaitWatch } from "./wait-watch.ts";

interface Request {
  readonly name: string;
  readonly startedMs: number;
  sentMs: number | null;
}

function open() {
  const clock = createHandClock(0);
  const late: string[] = [];
  const setting = { afterMs: 5_000 };
  const watch = new WaitWatch<Request>(
    clock,
    () => setting.afterMs,
    ({ name }) => late.push(`${name} at ${clock.nowMs()}`),
  );
  const begin = (name: string, isSent = true): Request => {
    const startedMs = clock.nowMs();
    const request = { name, startedMs, sentMs: isSent ? startedMs : null };
    watch.add(request);
    return request;
  };
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 50) clock.advance(50);
  };
  return { clock, late, watch, begin, pass, setting };
}

test("tells of each request once, when its time is over", () => {
  const { late, begin, pass } = open();
  begin("a");
  pass(2_000);
  begin("b");
  pass(20_000);
  expect(late).toEqual(["a at 5000", "b at 7000"]);
});

test("says nothing of what was answered in time", () => {
  const { late, watch, begin, pass } = open();
  const [a, b] = [begin("a"), begin("b")];
  pass(4_950);
  watch.delete(a);
  pass(50);
  expect(late).toEqual(["b at 5000"]);
  watch.delete(b);
});

test("counts from when the request was sent, not from when its connection was begun", () => {
  const { clock, late, begin, pass } = open();
  const slow = begin("slow", false);
  begin("quick");
  pass(3_000);
  slow.sentMs = clock.nowMs();
  pass(20_000);
  expect(late).toEqual(["quick at 5000", "slow at 8000"]);
});

test("waits with one that cannot be sent, and holds up none of the others for it", () => {
  const { late, begin, pass, watch } = open();
  const stuck = begin("stuck", false);
  pass(1_000);
  begin("later");
  pass(20_000);
  expect(late).toEqual(["later at 6000"]);
  watch.delete(stuck);
});

test("forgets all when it is closed", () => {
  const { late, begin, pass, watch } = open();
  begin("a");
  watch.close();
  pass(20_000);
  expect(late).toEqual([]);
});

test("goes by the time that holds now: a shorter one wakes it earlier, a longer one lets it wait on", () => {
  const { late, begin, pass, setting } = open();
  begin("a");
  pass(1_000);
  setting.afterMs = 500;
  begin("b");
  pass(500);
  expect(late).toEqual(["a at 1500", "b at 1500"]);
  begin("c");
  setting.afterMs = 2_000;
  pass(5_000);
  expect(late.at(-1)).toBe("c at 3500");
});
