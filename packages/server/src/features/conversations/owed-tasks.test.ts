import type { Effect } from "@parley/flow";
import { expect, test } from "vitest";
import { owedTasks } from "./owed-tasks.ts";

const start = (timer: string, dueMs = 500): Effect => ({
  kind: "start-timer",
  visit: 1,
  timer,
  dueMs,
});
const cancel = (timer: string): Effect => ({ kind: "cancel-timer", timer });

test("owes a timer when it is due, in a lane of its own", () => {
  expect(owedTasks(7, [start("t1"), start("t2", 900)], 100)).toEqual({
    newTasks: [
      expect.objectContaining({ conversationId: 7, key: "t1", lane: "timer.t1", dueMs: 500 }),
      expect.objectContaining({ conversationId: 7, key: "t2", lane: "timer.t2", dueMs: 900 }),
    ],
    cancelledTasks: [],
  });
});

test("never owes a timer that was cancelled in the same step, and cancels one of an earlier step", () => {
  expect(owedTasks(7, [start("t1"), cancel("t1"), cancel("t0")], 100)).toEqual({
    newTasks: [],
    cancelledTasks: ["t0"],
  });
});

test("replaces a timer of an earlier step by one of the same name", () => {
  expect(owedTasks(7, [cancel("t1"), start("t1", 900)], 100)).toMatchObject({
    newTasks: [{ key: "t1", dueMs: 900 }],
    cancelledTasks: ["t1"],
  });
});

test("owes calls and searches at once, each under the name of its step", () => {
  const request = {
    method: "GET",
    url: "https://x.example/",
    headers: {},
    body: null,
    timeoutMs: 1,
    retries: 0,
  } as const;
  const effects: Effect[] = [
    { kind: "call-http", visit: 3, block: "b", key: "7.3", request },
    { kind: "hand-over", visit: 4, block: "c", agents: null },
  ];
  expect(owedTasks(7, effects, 100).newTasks).toMatchObject([
    {
      key: "http.7.3",
      lane: "http.7.3",
      kind: "call-http",
      host: "https://x.example",
      dueMs: 100,
      payload: effects[0],
    },
    { key: "hand-over.4", lane: "hand-over.7", kind: "hand-over", dueMs: 100, payload: effects[1] },
  ]);
});
