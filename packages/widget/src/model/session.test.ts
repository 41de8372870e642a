import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "../wire/config.ts";
import type { Wire } from "../wire/wire.ts";
import { WireError } from "../wire/wire-error.ts";
import { createOutbox } from "./outbox.ts";
import { createSession } from "./session.ts";
import { after } from "./test-browser.ts";
import { createMemoryStorage, createVisitor } from "./visitor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

/** A chat that the server begins, with a server that answers as told. */
function sessionWhere(answers: Partial<Wire>) {
  const storage = createMemoryStorage();
  let made = 0;
  const randomBytes = (length: number) => {
    made += 1;
    return new Uint8Array(length).fill(made);
  };
  const visitor = createVisitor(storage, "H-1", randomBytes, Date.now);
  const wire: Wire = {
    start: async () => ({ lastSeq: 0, serverTimeMs: undefined }),
    resume: async () => ({ lastSeq: 0, serverTimeMs: undefined }),
    read: async () => ({ messages: [], lastSeq: 0, state: { phase: "idle" } }),
    send: never,
    openStream: never,
    ...answers,
  };
  const session = createSession({
    ...{ config: readConfig({}), wire, visitor, outbox: createOutbox(storage, "H-1") },
    ...{ nowMs: Date.now, chance: () => 1, newKey: () => "key", seenSeq: 0 },
    ...{ isUnwatched: () => true, onNewMessage: () => {} },
  });
  return { session, visitor };
}

test("fields of the visitor are told again when the call that carried them has failed", async () => {
  const told: unknown[] = [];
  const { session } = sessionWhere({
    async start(_secret, customData) {
      told.push(customData);
      if (told.length === 1) throw new WireError(503, "Not now.");
      return { lastSeq: 0, serverTimeMs: undefined };
    },
  });
  session.addCustomData({ name: "Ann" });
  session.show(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([{ name: "Ann" }, { name: "Ann" }]);
  session.close();
});

test.each([
  ["does not know", () => Promise.reject(new WireError(401, "No visitor."))],
  ["takes", async () => ({ seq: 1, serverTimeMs: undefined })],
])(
  "a late answer to a send, whose secret the server %s, says nothing of the one that another tab has put in its place",
  async (_, answer) => {
    const { session, visitor } = sessionWhere({
      async send() {
        await after(500);
        return answer();
      },
    });
    const first = visitor.secretOrNew();
    session.say({ type: "text", message: "Hi" });
    await vi.advanceTimersByTimeAsync(100);
    visitor.drop(first);
    const second = visitor.secretOrNew();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([visitor.secret(), visitor.isStarted()]).toEqual([second, false]);
    session.close();
  },
);
