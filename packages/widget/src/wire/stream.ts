import { backoffMs } from "./backoff.ts";
import { field, number, parseJson } from "./fields.ts";
import { type ConversationState, type Message, readMessage, readState } from "./message.ts";
import { createSseParser, type SseFrame } from "./sse-parser.ts";
import { isUnknownVisitor } from "./wire-error.ts";

// Job: keep one live stream open for as long as it is wanted, and say what it brings.
// Neighbour: the session keeps the entries, sees gaps and reads what is missing.
// 1. At most one connection is open at a time.
// 2. A connection without a byte for `silenceMs` is dead and opened anew.
// 3. Every new connection starts after the newest entry the session has.

export type StreamOptions = {
  readonly open: (signal: AbortSignal) => Promise<ReadableStream>;
  readonly onMessage: (message: Message) => void;
  readonly onState: (state: ConversationState) => void;
  readonly onConnection: (connection: "connecting" | "live" | "lost") => void;
  readonly onUnknownVisitor: () => void;
  readonly chance: () => number;
};

export type Stream = {
  /** Connects at once where no connection stands; `anew` also replaces one that seems to stand. */
  wake(anew: boolean): void;
  close(): void;
};

const silenceMs = 45_000;

/** Opens the stream and reconnects it with growing pauses until closed. */
export function openStream(options: StreamOptions): Stream {
  const open: Open = {
    options,
    attempt: 0,
    isClosed: false,
    isOpen: false,
    askedPauseMs: undefined,
    timer: undefined,
    connection: new AbortController(),
  };
  void run(open);
  return {
    wake(anew) {
      if (open.isOpen && !anew) return;
      clearTimeout(open.timer);
      open.askedPauseMs = 0;
      if (open.isOpen) open.connection.abort();
      else void run(open);
    },
    close() {
      open.isClosed = true;
      clearTimeout(open.timer);
      open.connection.abort();
    },
  };
}

type Open = {
  readonly options: StreamOptions;
  attempt: number;
  isClosed: boolean;
  isOpen: boolean;
  /** The pause the server asked for, or none after a wake-up. */
  askedPauseMs: number | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  connection: AbortController;
};

async function run(open: Open): Promise<void> {
  if (open.isOpen || open.isClosed) return;
  const { options } = open;
  open.isOpen = true;
  open.connection = new AbortController();
  open.askedPauseMs = undefined;
  options.onConnection("connecting");
  const error = await connect(open).catch((reason: unknown) => reason);
  open.isOpen = false;
  if (open.isClosed) return;
  if (isUnknownVisitor(error)) {
    open.isClosed = true;
    options.onUnknownVisitor();
  } else runLater(open);
}

async function connect(open: Open): Promise<void> {
  const body = await open.options.open(open.connection.signal);
  if (open.connection.signal.aborted) return;
  open.attempt = 0;
  open.options.onConnection("live");
  await pump(body, open.connection, (frame) => take(open, frame));
}

function runLater(open: Open): void {
  open.options.onConnection("lost");
  const pauseMs = open.askedPauseMs ?? backoffMs(open.attempt, open.options.chance());
  open.attempt += 1;
  clearTimeout(open.timer);
  open.timer = setTimeout(() => void run(open), pauseMs);
}

function take(open: Open, frame: SseFrame): void {
  const { options } = open;
  const data = parseJson(frame.data);
  if (frame.event === "message") {
    const message = readMessage(data);
    if (message) options.onMessage(message);
  } else if (frame.event === "state") options.onState(readState(data));
  else if (frame.event === "reconnect") {
    // Everybody is told the same: chance spreads those who come back.
    const afterMs = number(field(data, "after_ms")) ?? 1000;
    open.askedPauseMs = afterMs * (1 + options.chance() / 2);
    open.connection.abort();
  }
}

async function pump(
  body: ReadableStream,
  connection: AbortController,
  onFrame: (frame: SseFrame) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const feed = createSseParser(onFrame);
  let silence = setTimeout(() => connection.abort(), silenceMs);
  const onAbort = () => void reader.cancel().catch(() => undefined);
  connection.signal.addEventListener("abort", onAbort);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || connection.signal.aborted) return;
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), silenceMs);
      feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(silence);
  }
}
