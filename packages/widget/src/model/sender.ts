import { backoffMs } from "../wire/backoff.ts";
import type { Outgoing } from "../wire/wire.ts";
import { isRetryable, isUnknownVisitor, WireError } from "../wire/wire-error.ts";

// Job: bring what the visitor said to the server, in order.
// 1. One send is in flight at a time, so order holds.
// 2. A send is repeated with the same `uiKey` until it is answered for good: nothing lost, nothing twice.
// 3. A refusal ends one message and lets the next go.

export type SenderPorts = {
  readonly send: (outgoing: Outgoing) => Promise<{ readonly seq: number }>;
  readonly onSending: (uiKey: string) => void;
  readonly onQueued: (uiKey: string) => void;
  readonly onSent: (uiKey: string, seq: number) => void;
  readonly onRefused: (uiKey: string, reason: string) => void;
  readonly onUnknownVisitor: () => void;
  readonly chance: () => number;
};

export type Sender = {
  add(outgoing: Outgoing): void;
  /** Drops a message that the server has confirmed by another way. */
  drop(uiKey: string): void;
  /** Tries at once instead of after the pause. */
  wake(): void;
  close(): void;
};

/** A queue with one sender. */
export function createSender(ports: SenderPorts): Sender {
  let queue: Outgoing[] = [];
  let isBusy = false;
  let isClosed = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const finish = (uiKey: string) => {
    queue = queue.filter((one) => one.uiKey !== uiKey);
    attempt = 0;
  };

  const fail = (uiKey: string, error: unknown): number => {
    if (isUnknownVisitor(error)) {
      // What was meant for a conversation that is gone must not answer the next one by itself.
      const refused = queue;
      queue = [];
      for (const one of refused) ports.onRefused(one.uiKey, "");
      ports.onUnknownVisitor();
      return 0;
    }
    if (!isRetryable(error)) {
      finish(uiKey);
      ports.onRefused(uiKey, error instanceof Error ? error.message : "");
      return 0;
    }
    ports.onQueued(uiKey);
    const askedMs = error instanceof WireError ? error.retryAfterMs : undefined;
    const pauseMs = Math.max(backoffMs(attempt, ports.chance()), askedMs ?? 0);
    attempt += 1;
    return pauseMs;
  };

  const run = async () => {
    const head = queue[0];
    if (isBusy || isClosed || !head) return;
    isBusy = true;
    clearTimeout(timer);
    ports.onSending(head.uiKey);
    let pauseMs = 0;
    try {
      const { seq } = await ports.send(head);
      finish(head.uiKey);
      ports.onSent(head.uiKey, seq);
    } catch (error) {
      pauseMs = fail(head.uiKey, error);
    }
    isBusy = false;
    if (pauseMs > 0 && !isClosed) timer = setTimeout(() => void run(), pauseMs);
    else void run();
  };

  return {
    add(outgoing) {
      if (queue.some((one) => one.uiKey === outgoing.uiKey)) return;
      queue.push(outgoing);
      if (queue.length === 1) void run();
    },
    drop: (uiKey) => {
      if (!isBusy || queue[0]?.uiKey !== uiKey) queue = queue.filter((one) => one.uiKey !== uiKey);
    },
    wake() {
      clearTimeout(timer);
      attempt = 0;
      void run();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
