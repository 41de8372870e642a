import {
  comes,
  flowOf,
  given,
  goes,
  isParkedAt,
  message,
  passes,
  question,
  replies,
  says,
  staysSilent,
} from "@parley/testkit";
import { expect, test } from "vitest";

const asking = flowOf({
  age: {
    kind: "ask_number",
    params: {
      text: "Age?",
      field: "age",
      errorText: "A number.",
      timeoutSeconds: 100,
      idleSeconds: 30,
    },
    next: { success: "rest", timeout: "slow", idle: "quiet" },
  },
  rest: { kind: "delay", params: { seconds: 10 }, next: { success: "done" } },
  done: message("Done."),
  slow: message("Slow."),
  quiet: message("Quiet."),
});
const asked = () => given(asking).when(comes()).then(isParkedAt("age", "asking"));

test("gives up after too much silence", () => {
  asked()
    .when(passes("29 seconds"))
    .then(staysSilent())
    .when(passes("1 second"))
    .then(replies("Quiet."));
});

test("starts the silence anew with each answer that cannot be read, but not the time-out", () => {
  const words = (n: number) =>
    Array.from({ length: n }, () => [passes("25 seconds"), says("old")]).flat();
  asked()
    .when(...words(3))
    .then(replies("A number.", "A number.", "A number."))
    .when(passes("25 seconds"))
    .then(replies("Slow."));
});

test("cancels every timer of a block that the flow leaves", () => {
  for (const leave of [says("30"), goes("done"), says("#init")]) {
    const { conversation } = asked();
    const started = conversation.outside.timers().map(({ timer }) => timer);
    leave.perform(conversation);
    const cancelled = conversation.steps
      .at(-1)
      ?.effects.flatMap((it) => (it.kind === "cancel-timer" ? [it.timer] : []));
    expect(cancelled).toEqual(expect.arrayContaining(started));
  }
});

test("ignores a timer that fires although it was cancelled or replaced", () => {
  const { conversation } = asked();
  const [idle] = conversation.outside.timers();
  if (!idle) throw new Error("The question starts a timer.");
  conversation.send({ kind: "customer-message", message: { type: "text", text: "old" } });
  const state = conversation.state();
  const late = { kind: "timer-fired", visit: idle.visit, timer: idle.timer } as const;
  expect(conversation.send(late)).toEqual({ state, entries: [], effects: [], trace: [] });
});

test("tells a replaced timer from its successor even within one millisecond", () => {
  const { conversation } = asked().when(says("old"), says("older"));
  const started = conversation.steps.flatMap(({ effects }) =>
    effects.flatMap((it) => (it.kind === "start-timer" ? [it.timer] : [])),
  );
  expect(new Set(started).size).toBe(started.length);
});

test("rests for the time of a delay; what is said meanwhile does not shorten it", () => {
  asked()
    .when(says("30"))
    .then(isParkedAt("rest", "delaying"))
    .when(passes("9 seconds"), says("Hello?"))
    .then(staysSilent())
    .when(passes("1 second"))
    .then(replies("Done."));
});

test("fires timers in the order of their times when much time passes at once", () => {
  const chain = flowOf({
    one: { kind: "delay", params: { seconds: 60 }, next: { success: "tick" } },
    tick: message("Tick.", "two"),
    two: { kind: "delay", params: { seconds: 60 }, next: { success: "tock" } },
    tock: message("Tock.", "ask"),
    ask: question("Still here?", "x"),
  });
  given(chain)
    .when(comes(), passes("1 hour"))
    .then(replies("Tick.", "Tock.", "Still here?"));
});
