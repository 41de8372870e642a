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
  const open: Open = {
    ports,
    queue: [],
    isBusy: false,
    isClosed: false,
    attempt: 0,
    timer: undefined,
  };
  return {
    add(outgoing) {
      if (open.queue.some((one) => one.uiKey === outgoing.uiKey)) return;
      open.queue.push(outgoing);
      if (open.queue.length === 1) void run(open);
    },
    drop(uiKey) {
      const isInFlight = open.isBusy && open.queue[0]?.uiKey === uiKey;
      if (!isInFlight) remove(open, uiKey);
    },
    wake() {
      open.attempt = 0;
      void run(open);
    },
    close() {
      open.isClosed = true;
      clearTimeout(open.timer);
    },
  };
}

type Open = {
  readonly ports: SenderPorts;
  queue: Outgoing[];
  isBusy: boolean;
  isClosed: boolean;
  attempt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

async function run(open: Open): Promise<void> {
  const head = open.queue[0];
  if (open.isBusy || open.isClosed || !head) return;
  clearTimeout(open.timer);
  open.isBusy = true;
  const pauseMs = await attempt(open, head);
  open.isBusy = false;
  if (pauseMs === 0) void run(open);
  else if (!open.isClosed) open.timer = setTimeout(() => void run(open), pauseMs);
}

/** One try; answers how long to wait before the next, 0 for not at all. */
async function attempt(open: Open, { uiKey, ...rest }: Outgoing): Promise<number> {
  open.ports.onSending(uiKey);
  try {
    const { seq } = await open.ports.send({ uiKey, ...rest });
    open.attempt = 0;
    remove(open, uiKey);
    open.ports.onSent(uiKey, seq);
    return 0;
  } catch (error) {
    return fail(open, uiKey, error);
  }
}

function fail(open: Open, uiKey: string, error: unknown): number {
  const { ports } = open;
  if (isUnknownVisitor(error)) {
    // What was meant for a conversation that is gone must not answer the next one by itself.
    const refused = open.queue;
    open.queue = [];
    for (const one of refused) ports.onRefused(one.uiKey, "");
    ports.onUnknownVisitor();
    return 0;
  }
  if (!isRetryable(error)) {
    open.attempt = 0;
    remove(open, uiKey);
    ports.onRefused(uiKey, error instanceof Error ? error.message : "");
    return 0;
  }
  ports.onQueued(uiKey);
  const askedMs = error instanceof WireError ? (error.retryAfterMs ?? 0) : 0;
  const pauseMs = Math.max(backoffMs(open.attempt, ports.chance()), askedMs);
  open.attempt += 1;
  return pauseMs;
}

function remove(open: Open, uiKey: string): void {
  open.queue = open.queue.filter((one) => one.uiKey !== uiKey);
}
