import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outgoing } from "../wire/wire.ts";
import { WireError } from "../wire/wire-error.ts";
import { createOutbox } from "./outbox.ts";
import { createSender } from "./sender.ts";
import { createMemoryStorage, createVisitor } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const outgoing = (uiKey: string): Outgoing => ({ uiKey, type: "text", message: uiKey });

function senderOver(answer: (uiKey: string, attempt: number) => Promise<{ seq: number }>) {
  const log: string[] = [];
  let inFlight = 0;
  let attempt = 0;
  const sender = createSender({
    async send({ uiKey }) {
      inFlight += 1;
      expect(inFlight).toBe(1);
      log.push(`try ${uiKey}`);
      attempt += 1;
      return answer(uiKey, attempt).finally(() => {
        inFlight -= 1;
      });
    },
    onSending: () => undefined,
    onQueued: (uiKey) => log.push(`queued ${uiKey}`),
    onSent: (uiKey) => log.push(`sent ${uiKey}`),
    onRefused: (uiKey, reason) => log.push(`refused ${uiKey} ${reason}`.trim()),
    onUnknownVisitor: () => log.push("unknown visitor"),
    chance: () => 1,
  });
  return { sender, log };
}

test("what is said quickly goes out one after the other, in order", async () => {
  const { sender, log } = senderOver(
    () => new Promise((resolve) => setTimeout(() => resolve({ seq: 1 }), 50)),
  );
  for (const key of ["a", "b", "c"]) sender.add(outgoing(key));
  await vi.runAllTimersAsync();
  expect(log).toEqual(["try a", "sent a", "try b", "sent b", "try c", "sent c"]);
});

test("without an answer the same message is tried again and the next one waits", async () => {
  const { sender, log } = senderOver((_, attempt) =>
    attempt < 3 ? Promise.reject(new WireError(0, "")) : Promise.resolve({ seq: 1 }),
  );
  sender.add(outgoing("a"));
  sender.add(outgoing("b"));
  await vi.runAllTimersAsync();
  expect(log).toEqual([
    "try a",
    "queued a",
    "try a",
    "queued a",
    "try a",
    "sent a",
    "try b",
    "sent b",
  ]);
});

test("a pause that the server asks for is kept", async () => {
  const { sender, log } = senderOver((_, attempt) =>
    attempt === 1 ? Promise.reject(new WireError(429, "", 7000)) : Promise.resolve({ seq: 1 }),
  );
  sender.add(outgoing("a"));
  await vi.advanceTimersByTimeAsync(6999);
  expect(log).toEqual(["try a", "queued a"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toContain("sent a");
});

test("a refusal is final and lets the next message go", async () => {
  const { sender, log } = senderOver((uiKey) =>
    uiKey === "a" ? Promise.reject(new WireError(422, "Too long.")) : Promise.resolve({ seq: 1 }),
  );
  sender.add(outgoing("a"));
  sender.add(outgoing("b"));
  await vi.runAllTimersAsync();
  expect(log).toEqual(["try a", "refused a Too long.", "try b", "sent b"]);
});

test("an unknown visitor ends the queue: old answers do not go to a new conversation", async () => {
  const { sender, log } = senderOver(() => Promise.reject(new WireError(401, "")));
  sender.add(outgoing("a"));
  sender.add(outgoing("b"));
  await vi.runAllTimersAsync();
  expect(log).toEqual(["try a", "refused a", "refused b", "unknown visitor"]);
});

test("unsent messages outlive the page in the order they were said, of two tabs too", () => {
  const storage = createMemoryStorage();
  const [one, two] = [createOutbox(storage, "H-1"), createOutbox(storage, "H-1")];
  one.add(outgoing("a"), 1);
  two.add(outgoing("b"), 2);
  one.add(outgoing("c"), 3);
  two.remove("b");
  expect(
    createOutbox(storage, "H-1")
      .all()
      .map(({ uiKey }) => uiKey),
  ).toEqual(["a", "c"]);
  expect(createOutbox(storage, "H-2").all()).toEqual([]);
});

test("the visitor's secret has its time and 24 random bytes, is made once and shared by all tabs", () => {
  const storage = createMemoryStorage();
  const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => 255 - index);
  const visitor = createVisitor(storage, "H-1", bytes, () => 1_795_000_000_000);
  expect(visitor.secret()).toBeNull();
  const secret = visitor.secretOrNew();
  expect(secret).toMatch(/^vmwm0nk74_[\w-]{32}$/);
  expect(visitor.isStarted()).toBe(false);
  visitor.markStarted(visitor.secretOrNew());
  expect(createVisitor(storage, "H-1", bytes, () => 1_795_000_000_000).secretOrNew()).toBe(secret);
  expect(storage.getItem("@landbot/core/storage/H-1")).toBe(
    JSON.stringify({ landbotToken: secret, sessionStarted: "1" }),
  );
});
