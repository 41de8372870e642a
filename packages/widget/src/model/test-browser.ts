import type { Wire } from "../wire/wire.ts";
import { WireError } from "../wire/wire-error.ts";
import { initialState, reduce } from "./chat-state.ts";
import { createLine } from "./line.ts";
import { createStore } from "./store.ts";
import { createMemoryStorage, createVisitor, type KeyValueStore } from "./visitor.ts";

type Answers = Partial<Pick<Wire, "start" | "resume" | "read" | "openStream">>;

/** Waits. */
export const after = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));
/** Answers that the visitor may come in. */
export const taken = async () => ({ lastSeq: 0, serverTimeMs: undefined });
const nothing = async () => ({ messages: [], lastSeq: 0, state: { phase: "idle" } as const });
/** Answers, a little later, that the secret is not known. */
export async function refused(): Promise<never> {
  await after(20);
  throw new WireError(401, "No visitor.");
}

/** A browser whose server answers as told, and otherwise takes every start and knows nobody; the tests of the line. */
export function browserWhere(answers: Answers) {
  const server = { start: taken, resume: refused, read: nothing, openStream: refused, ...answers };
  const asked: string[] = [];
  const beganMs = Date.now();
  const shared = createMemoryStorage();
  const tabs: { readonly name: string; readonly hear: () => void }[] = [];
  let made = 0;
  const randomBytes = (length: number) => {
    made += 1;
    return new Uint8Array(length).fill(made);
  };
  // As a browser does: the other tabs hear of a change, a little later.
  const storageOf = (name: string): KeyValueStore => {
    const change = (act: () => void, key: string) => {
      const before = shared.getItem(key);
      act();
      if (shared.getItem(key) === before) return;
      for (const other of tabs) if (other.name !== name) setTimeout(other.hear, 1);
    };
    return {
      getItem: shared.getItem,
      setItem: (key, value) => change(() => shared.setItem(key, value), key),
      removeItem: (key) => change(() => shared.removeItem(key), key),
    };
  };
  const visitorIn = (name: string) => createVisitor(storageOf(name), "H-1", randomBytes, Date.now);
  return {
    asked,
    visitorIn,
    /** A tab with the chat open. */
    openTab(name = "") {
      const visitor = visitorIn(name);
      const store = createStore(reduce, initialState(0));
      store.dispatch({ kind: "shown", isOpen: true });
      const note = (way: string, secret: string) =>
        asked.push(`${name} ${way} ${secret.at(-1)} after ${Date.now() - beganMs} ms`.trim());
      const line = createLine({
        wire: {
          start(secret, data) {
            note("start", secret);
            return server.start(secret, data);
          },
          resume(secret) {
            note("resume", secret);
            return server.resume(secret);
          },
          read: server.read,
          send: refused,
          openStream: server.openStream,
        },
        ...{ visitor, store, greetingLength: 0, isStartedByServer: true },
        receiver: { receive: () => {}, flush: () => {} },
        withCustomData: (call) => call({}),
        ...{ nowMs: Date.now, chance: () => 1, onLive: () => {} },
      });
      tabs.push({ name, hear: line.visitorChanged });
      return { line, visitor, store };
    },
  };
}

/** A live connection that ends after `aliveMs`. */
export const liveFor = (aliveMs: number) => async () =>
  new ReadableStream({
    async start(controller) {
      await after(aliveMs);
      controller.close();
    },
  });
