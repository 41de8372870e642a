import type { Hub } from "../../ports/hub.ts";
import {
  type LiveStream,
  type LiveStreamPorts,
  type StreamReader,
  startLiveStream,
} from "./live-stream.ts";

/** Visitors' streams that are open now. */
export interface LiveStreams {
  /** Tells whether one more reader of this conversation is let in. */
  hasRoom(conversationId: number): boolean;
  /** Takes over the connection and sends until either side ends it. */
  open(reader: StreamReader): void;
  /** Tells every reader to come back later, and ends their streams; who comes after this is told the same. */
  closeAll(): void;
  readonly count: number;
}

const heartbeatMs = 20_000;
const mostPerConversation = 32;
const soonestReturnMs = 250;
const returnSpreadMs = 2_000;

/** Makes the keeper of streams. */
export function createLiveStreams(ports: LiveStreamPorts & { readonly hub: Hub }): LiveStreams {
  const streams = new Map<LiveStream, number>();
  const readers = new Map<number, number>();
  let isBeating = false;
  let isClosed = false;

  function beat(): void {
    for (const stream of streams.keys()) stream.beat();
    isBeating = streams.size > 0;
    if (isBeating) ports.clock.after(heartbeatMs, beat);
  }

  function count(conversationId: number, change: 1 | -1): void {
    const left = (readers.get(conversationId) ?? 0) + change;
    if (left > 0) readers.set(conversationId, left);
    else readers.delete(conversationId);
  }

  function enter(reader: StreamReader): LiveStream {
    const { conversationId: id } = reader;
    let hasEnded = false;
    const stream = startLiveStream(ports, reader, () => {
      hasEnded = true;
      leave();
    });
    const unsubscribe = ports.hub.subscribe(id, ({ entries, isErased }) =>
      isErased ? stream.end() : stream.hear(entries),
    );
    streams.set(stream, id);
    count(id, 1);
    function leave(): void {
      if (!streams.delete(stream)) return;
      count(id, -1);
      unsubscribe();
    }
    if (hasEnded) leave();
    return stream;
  }

  return {
    get count() {
      return streams.size;
    },
    hasRoom: (conversationId) => (readers.get(conversationId) ?? 0) < mostPerConversation,
    open: (reader) => {
      const stream = enter(reader);
      if (isClosed) return stream.sendAway(returnAfterMs(reader.conversationId));
      if (isBeating) return;
      isBeating = true;
      ports.clock.after(heartbeatMs, beat);
    },
    closeAll: () => {
      isClosed = true;
      for (const [stream, id] of [...streams]) stream.sendAway(returnAfterMs(id));
    },
  };
}

/** Spread, so that not everybody comes back at once. */
const returnAfterMs = (conversationId: number): number =>
  soonestReturnMs + Math.floor((conversationId % 100) * (returnSpreadMs / 100));
