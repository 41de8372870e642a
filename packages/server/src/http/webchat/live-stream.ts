/**
 * One visitor's stream: server-sent events, by hand, on the bare response.
 *
 * Job: send. `live-streams.ts` knows which there are.
 *
 * Invariants
 * 1. Every entry after the visitor's last `seq` is sent once and in order, whatever the hub loses or doubles:
 *    an entry that does not follow the last one sent makes the stream read the log.
 * 2. News that come while it reads make it look again: between its last look and its rest nothing can slip in.
 * 3. A reader who is behind costs one batch of memory: what comes meanwhile waits in the log. One who takes
 *    nothing for 30 s is cut off and comes back with its last `seq`.
 * 4. Nothing is written once the stream has ended.
 */
import type { ServerResponse } from "node:http";
import { type Speakers, webMessage } from "../../channels/web/web-message.ts";
import { webState } from "../../channels/web/web-state.ts";
import type { Visitors } from "../../features/conversations/visitors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Conversation, Store, StoredEntry } from "../../ports/store.ts";

export interface LiveStreamPorts {
  readonly store: Pick<Store, "entries">;
  readonly clock: Clock;
  readonly visitors: Pick<Visitors, "flowOf">;
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  readonly report: (error: unknown, about: string) => void;
}

/** Who reads, and how far they are. */
export interface StreamReader {
  readonly response: ServerResponse;
  readonly conversation: Conversation;
  readonly afterSeq: number;
  readonly speakers: Speakers;
}

export interface LiveStream {
  /** Entries were committed: they are sent, or found in the log. */
  hear(entries: readonly StoredEntry[]): void;
  /** Shows that the line is alive. */
  beat(): void;
  /** Asks the reader to come back after this time, and ends. */
  sendAway(afterMs: number): void;
  end(): void;
}

const entriesAtOnce = 50;
const mostSilenceMs = 30_000;

/** Begins to send on a response; `onEnd` is called once, whichever side ends it. */
export function startLiveStream(
  ports: LiveStreamPorts,
  { response, conversation, afterSeq, speakers }: StreamReader,
  onEnd: () => void,
): LiveStream {
  const { id } = conversation;
  // A number from the future would wait for ever.
  let lastSeq = Math.min(afterSeq, conversation.state.seq);
  let lastState = "";
  let isBehind = true;
  let hasNews = false;
  let isLooking = false;
  let isEnded = false;

  function write(frames: string): void {
    if (!isEnded && frames !== "") response.write(frames);
  }

  function end(): void {
    if (isEnded) return;
    isEnded = true;
    response.end();
    onEnd();
  }

  function look(): void {
    hasNews = true;
    if (isLooking) return;
    isLooking = true;
    lookOn()
      .catch((error) => {
        ports.report(error, `stream of conversation ${id}`);
        end();
      })
      .finally(() => {
        isLooking = false;
        if (hasNews && !isEnded) look();
      });
  }

  async function lookOn(): Promise<void> {
    while (hasNews && !isEnded) {
      hasNews = false;
      while (isBehind && !isEnded) await readLog();
      await tellState();
    }
  }

  async function readLog(): Promise<void> {
    if (!(await hasRoom(ports.clock, response))) return cutOff();
    const range = { conversationId: id, afterSeq: lastSeq, limit: entriesAtOnce };
    isBehind = false;
    const entries = await ports.store.entries(range);
    if (entries.length === entriesAtOnce) isBehind = true;
    send(entries);
  }

  function send(entries: readonly StoredEntry[]): void {
    const unsent = entries.filter(({ seq }) => seq > lastSeq);
    lastSeq = unsent.at(-1)?.seq ?? lastSeq;
    write(unsent.map((entry) => frameOf(entry, speakers)).join(""));
  }

  async function tellState(): Promise<void> {
    const now = await ports.read(id);
    // Erased: there is nothing to wait for.
    if (!now) return end();
    const text = JSON.stringify(webState(now, await ports.visitors.flowOf(now)));
    if (text === lastState) return;
    lastState = text;
    write(`event: state\ndata: ${text}\n\n`);
  }

  function cutOff(): void {
    end();
    // Ending alone would keep what is unread in memory for as long as the reader likes.
    response.destroy();
  }

  // A connection that breaks is its reader's business; unheard, it would end the process.
  response.on("error", end);
  response.on("close", end);
  if (response.destroyed || response.closed) end();
  else begin(response);
  look();
  return {
    hear: (entries) => {
      const follows = entries.every(({ seq }, at) => seq === lastSeq + 1 + at);
      if (follows && !isBehind && !response.writableNeedDrain) send(entries);
      else isBehind = true;
      look();
    },
    beat: () => {
      if (!response.writableNeedDrain) write(":\n\n");
    },
    sendAway: (afterMs) => {
      write(`event: reconnect\ndata: {"after_ms":${afterMs}}\n\n`);
      end();
    },
    end,
  };
}

function begin(response: ServerResponse): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
  });
  response.socket?.setNoDelay(true);
  // An answer in the making has a time limit; a stream has none.
  response.socket?.setTimeout(0);
  response.write(":\n\n");
}

function frameOf(entry: StoredEntry, speakers: Speakers): string {
  const data = JSON.stringify(webMessage(entry, speakers));
  return `event: message\nid: ${entry.seq}\ndata: ${data}\n\n`;
}

/** Waits until the reader has taken what was sent; `false` when they do not, or are gone. */
function hasRoom(clock: Clock, response: ServerResponse): Promise<boolean> {
  if (!response.writableNeedDrain) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      cancel();
      response.off("drain", drained).off("close", gone);
      resolve(isDrained);
    };
    const drained = () => settle(true);
    const gone = () => settle(false);
    const cancel = clock.after(mostSilenceMs, gone);
    response.on("drain", drained).on("close", gone);
  });
}
