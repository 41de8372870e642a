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
  readonly onTyping: (isTyping: boolean) => void;
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
  let attempt = 0;
  let isClosed = false;
  let isOpen = false;
  let askedPauseMs: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connection = new AbortController();

  const onFrame = (frame: SseFrame) => {
    const data = parseJson(frame.data);
    if (frame.event === "message") {
      const message = readMessage(data);
      if (message) options.onMessage(message);
    } else if (frame.event === "state") options.onState(readState(data));
    else if (frame.event === "typing") options.onTyping(field(data, "on") === true);
    else if (frame.event === "reconnect") {
      askedPauseMs = (number(field(data, "after_ms")) ?? 1000) * (1 + options.chance() / 2);
      connection.abort();
    }
  };

  const run = async () => {
    if (isOpen || isClosed) return;
    isOpen = true;
    connection = new AbortController();
    options.onConnection("connecting");
    try {
      const body = await options.open(connection.signal);
      if (connection.signal.aborted) return;
      attempt = 0;
      options.onConnection("live");
      await pump(body, connection, onFrame);
    } catch (error) {
      if (isUnknownVisitor(error) && !isClosed) {
        isClosed = true;
        options.onUnknownVisitor();
      }
    } finally {
      isOpen = false;
      if (!isClosed) retry();
    }
  };

  const retry = () => {
    options.onConnection("lost");
    const pauseMs = askedPauseMs ?? backoffMs(attempt, options.chance());
    askedPauseMs = undefined;
    attempt += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), pauseMs);
  };

  void run();
  return {
    wake(anew) {
      if (isOpen && !anew) return;
      clearTimeout(timer);
      askedPauseMs = 0;
      if (isOpen) connection.abort();
      else void run();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      connection.abort();
    },
  };
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
