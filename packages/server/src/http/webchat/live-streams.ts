/**
 * Visitors' streams: server-sent events, by hand, on the bare response.
 *
 * Invariants
 * 1. A stream sends every entry after the visitor's last `seq` once and in order, whatever the hub loses or doubles:
 *    an entry that does not follow the last one sent makes the stream read the log.
 * 2. A slow reader is cut off rather than buffered: it comes back with its last `seq`.
 */
import type { ServerResponse } from "node:http";
import { type Speakers, webMessage } from "../../channels/web/web-message.ts";
import { type WebState, webState } from "../../channels/web/web-state.ts";
import type { Visitors } from "../../features/conversations/visitors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Hub } from "../../ports/hub.ts";
import type { Conversation, Store, StoredEntry } from "../../ports/store.ts";

export interface LiveStreams {
  /** Takes over the response and sends until either side ends it. */
  open(response: ServerResponse, conversation: Conversation, afterSeq: number, speakers: Speakers): void;
  /** Tells every reader to come back later, and ends their streams. */
  closeAll(): void;
  readonly count: number;
}

interface Stream {
  readonly response: ServerResponse;
  readonly conversationId: number;
  readonly speakers: Speakers;
  lastSeq: number;
  lastState: string;
  /** The log is being read; news meanwhile is a reason to look again. */
  isReading: boolean;
  mustReadAgain: boolean;
  end: () => void;
}

const heartbeatMs = 20_000;
const mostBufferedBytes = 1024 * 1024;
const entriesAtOnce = 200;
const reconnectSpreadMs = 2_000;

/** Makes the keeper of streams. */
export function createLiveStreams(ports: {
  readonly store: Store;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly visitors: Visitors;
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  readonly report: (error: unknown, about: string) => void;
}): LiveStreams {
  const streams = new Set<Stream>();
  let isBeating = false;

  function beat(): void {
    for (const stream of streams) send(stream, ":\n\n");
    isBeating = streams.size > 0;
    if (isBeating) ports.clock.after(heartbeatMs, beat);
  }

  function hear(stream: Stream, entries: readonly StoredEntry[]): void {
    if (stream.isReading || entries.some((entry, at) => entry.seq !== stream.lastSeq + 1 + at))
      return catchUp(stream);
    send(stream, framesOf(stream, entries));
    tellState(stream);
  }

  function catchUp(stream: Stream): void {
    if (stream.isReading) {
      stream.mustReadAgain = true;
      return;
    }
    stream.isReading = true;
    readOn(stream)
      .catch((error) => {
        ports.report(error, `stream of conversation ${stream.conversationId}`);
        stream.end();
      })
      .finally(() => {
        stream.isReading = false;
      });
  }

  async function readOn(stream: Stream): Promise<void> {
    let entries: readonly StoredEntry[];
    do {
      stream.mustReadAgain = false;
      const { conversationId, lastSeq: afterSeq } = stream;
      entries = await ports.store.entries({ conversationId, afterSeq, limit: entriesAtOnce });
      send(stream, framesOf(stream, entries));
    } while (entries.length === entriesAtOnce || stream.mustReadAgain);
    tellState(stream);
  }

  function tellState(stream: Stream): void {
    stateOf(stream)
      .then((state) => {
        const text = JSON.stringify(state);
        if (state === null || text === stream.lastState) return;
        stream.lastState = text;
        send(stream, `event: state\ndata: ${text}\n\n`);
      })
      .catch((error) => ports.report(error, `state of conversation ${stream.conversationId}`));
  }

  async function stateOf({ conversationId }: Stream): Promise<WebState | null> {
    const conversation = await ports.read(conversationId);
    return conversation && webState(conversation, await ports.visitors.flowOf(conversation));
  }

  return {
    get count() {
      return streams.size;
    },
    open: (response, conversation, afterSeq, speakers) => {
      const stream: Stream = {
        response,
        conversationId: conversation.id,
        speakers,
        // A number from the future would wait for ever.
        lastSeq: Math.min(afterSeq, conversation.state.seq),
        lastState: "",
        isReading: false,
        mustReadAgain: false,
        end: () => {},
      };
      const leave = ports.hub.subscribe(conversation.id, ({ entries, isErased }) =>
        isErased ? stream.end() : hear(stream, entries),
      );
      stream.end = () => {
        streams.delete(stream);
        leave();
        response.end();
      };
      response.on("close", stream.end);
      streams.add(stream);
      begin(response);
      catchUp(stream);
      if (isBeating) return;
      isBeating = true;
      ports.clock.after(heartbeatMs, beat);
    },
    closeAll: () => {
      for (const stream of streams) {
        const afterMs = 250 + Math.floor((stream.conversationId % 100) * (reconnectSpreadMs / 100));
        send(stream, `event: reconnect\ndata: {"after_ms":${afterMs}}\n\n`);
        stream.end();
      }
    },
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

function framesOf(stream: Stream, entries: readonly StoredEntry[]): string {
  let frames = "";
  for (const entry of entries) {
    if (entry.seq <= stream.lastSeq) continue;
    stream.lastSeq = entry.seq;
    const data = JSON.stringify(webMessage(entry, stream.speakers));
    frames += `event: message\nid: ${entry.seq}\ndata: ${data}\n\n`;
  }
  return frames;
}

function send(stream: Stream, frames: string): void {
  if (frames === "") return;
  stream.response.write(frames);
  if (stream.response.writableLength > mostBufferedBytes) stream.end();
}
