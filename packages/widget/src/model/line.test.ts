import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WireError } from "../wire/wire-error.ts";
import { initialState, reduce } from "./chat-state.ts";
import { createLine } from "./line.ts";
import { createStore } from "./store.ts";
import { createMemoryStorage, createVisitor } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refused = () => Promise.reject(new WireError(401, "No visitor."));

/** An open chat whose server answers `start` as told and knows nobody. */
function lineWhere(start: () => Promise<{ lastSeq: number; serverTimeMs: undefined }>) {
  const asked: string[] = [];
  const beganMs = Date.now();
  let made = 0;
  const randomBytes = (length: number) => {
    made += 1;
    return new Uint8Array(length).fill(made);
  };
  const visitor = createVisitor(createMemoryStorage(), "H-1", randomBytes, Date.now);
  const store = createStore(reduce, initialState(0));
  store.dispatch({ kind: "shown", isOpen: true });
  const ask = <T>(way: string, secret: string, answer: () => Promise<T>) => {
    asked.push(`${way} ${secret.at(-1)} after ${Date.now() - beganMs} ms`);
    return answer();
  };
  const line = createLine({
    wire: {
      start: (secret) => ask("start", secret, start),
      resume: (secret) => ask("resume", secret, refused),
      read: async () => ({ messages: [], lastSeq: 0, state: { phase: "idle" } }),
      send: refused,
      openStream: () => new Promise(() => {}),
    },
    ...{ visitor, store, greetingLength: 0, isStartedByServer: true },
    receiver: { receive: () => {}, flush: () => {} },
    takeCustomData: () => ({}),
    ...{ nowMs: Date.now, chance: () => 1, onLive: () => {} },
  });
  return { line, visitor, asked };
}

test("a visitor whom the server has forgotten starts anew at once, as somebody else", async () => {
  const { line, visitor, asked } = lineWhere(async () => ({ lastSeq: 0, serverTimeMs: undefined }));
  visitor.secretOrNew();
  visitor.markStarted();
  line.begin();
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toEqual(["resume B after 0 ms", "start C after 0 ms"]);
  expect(visitor.isStarted()).toBe(true);
  line.close();
});

test("a newcomer whom the server refuses asks again with another secret, each time later", async () => {
  const { line, visitor, asked } = lineWhere(refused);
  line.begin();
  await vi.advanceTimersByTimeAsync(4000);
  expect(asked).toEqual([
    "start B after 0 ms",
    "start C after 500 ms",
    "start D after 1500 ms",
    "start E after 3500 ms",
  ]);
  expect(visitor.isStarted()).toBe(false);
  line.close();
});
