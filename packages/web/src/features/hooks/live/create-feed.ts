import { ApiError } from "../../../data/api.ts";
import { takeEvents } from "../model/sse.ts";

/** What came over a line, with a number to tell it by. */
export interface FeedItem {
  readonly number: number;
  readonly at: number;
  readonly data: string;
}

export interface FeedState {
  readonly line: "connecting" | "live" | "lost";
  /** Why it is lost, in the server's words. */
  readonly error: string | null;
  readonly items: readonly FeedItem[];
}

/** Follows a stream of server-sent events for as long as it is wanted; comes back by itself. */
export interface Feed {
  read(): FeedState;
  listen(tell: () => void): () => void;
  clear(): void;
  /** Begins to follow; gives what ends it. */
  start(): () => void;
}

export interface FeedPorts {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  /** The name of the events that are kept. */
  readonly event: string;
  readonly nowMs: () => number;
}

const mostKept = 200;
const waitsMs = [500, 1_000, 2_000, 5_000, 10_000];
/** A line that stood so long was a good one. */
const steadyMs = 30_000;

/** Makes the follower of one stream; the newest 200 events are kept, newest first. */
export function createFeed({ open, event, nowMs }: FeedPorts): Feed {
  let state: FeedState = { line: "connecting", error: null, items: [] };
  let count = 0;
  const listeners = new Set<() => void>();
  const change = (next: Partial<FeedState>) => {
    state = { ...state, ...next };
    for (const tell of listeners) tell();
  };

  async function follow(signal: AbortSignal): Promise<void> {
    const response = await open(signal);
    change({ line: "live", error: null });
    if (!response.body) return;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const { events, rest } = takeEvents(text + value);
      text = rest;
      const fresh = events
        .filter(({ name }) => name === event)
        .map(({ data }) => ({ number: ++count, at: nowMs() / 1000, data }));
      if (fresh.length > 0)
        change({ items: [...fresh.reverse(), ...state.items].slice(0, mostKept) });
    }
  }

  /** Follows once; tells whether coming back makes sense. */
  async function tryOnce(signal: AbortSignal): Promise<boolean> {
    const error = await follow(signal).then(
      () => null,
      (it: unknown) => it,
    );
    if (signal.aborted) return false;
    change({ line: "lost", error: error instanceof Error ? error.message : null });
    return !isFinal(error);
  }

  async function stay(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let begunMs = nowMs();
    while (await tryOnce(signal)) {
      failures = nowMs() - begunMs > steadyMs ? 0 : failures + 1;
      await pause(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0, signal);
      if (signal.aborted) return;
      begunMs = nowMs();
      change({ line: "connecting" });
    }
  }

  return {
    read: () => state,
    listen: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    clear: () => change({ items: [] }),
    start: () => {
      const end = new AbortController();
      void stay(end.signal);
      return () => end.abort();
    },
  };
}

/** What was refused will be refused again, unless there were too many readers. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
