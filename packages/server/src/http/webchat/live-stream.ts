/**
 * One visitor's stream: server-sent events, by hand, on the bare connection.
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
import type { Writable } from "node:stream";
import { type Speakers, webMessage, webState } from "@parley/contract";
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

/** Who reads, and how far they are. There are thousands, so a stream keeps nothing else. */
export interface StreamReader {
  /** The connection, the head of the answer not yet sent. */
  readonly line: Writable;
  readonly conversationId: number;
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

/** No length and no chunks: the answer lasts as long as its connection. */
const head = [
  "HTTP/1.1 200 OK",
  "content-type: text/event-stream; charset=utf-8",
  "cache-control: no-store, no-transform",
  "x-accel-buffering: no",
  "x-content-type-options: nosniff",
  "access-control-allow-origin: *",
  "connection: close",
  "",
  ":\n\n",
].join("\r\n");

const entriesAtOnce = 50;
const mostSilenceMs = 30_000;
/** What was sent last has this long to be taken. */
const endGraceMs = 5_000;

/** A stream: where it stands between two looks. A class, as its methods then are there once for all of them. */
class Feed implements LiveStream {
  readonly ports: LiveStreamPorts;
  readonly reader: StreamReader;
  readonly onEnd: () => void;
  lastSeq: number;
  lastState = "";
  /** The log has more than was sent. */
  isBehind = true;
  hasNews = false;
  isLooking = false;
  isEnded = false;

  constructor(ports: LiveStreamPorts, reader: StreamReader, onEnd: () => void) {
    this.ports = ports;
    this.reader = reader;
    this.onEnd = onEnd;
    this.lastSeq = reader.afterSeq;
  }

  hear(entries: readonly StoredEntry[]): void {
    hear(this, entries);
  }

  beat(): void {
    if (!this.reader.line.writableNeedDrain) write(this, ":\n\n");
  }

  sendAway(afterMs: number): void {
    write(this, `event: reconnect\ndata: {"after_ms":${afterMs}}\n\n`);
    end(this);
  }

  end(): void {
    end(this);
  }
}

/** Begins to send on a response; `onEnd` is called once, whichever side ends it. */
export function startLiveStream(
  ports: LiveStreamPorts,
  reader: StreamReader,
  onEnd: () => void,
): LiveStream {
  const feed = new Feed(ports, reader, onEnd);
  const { line } = reader;
  const gone = () => end(feed);
  // A connection that breaks is its reader's business; unheard, it would end the process.
  line.on("error", gone).on("close", gone);
  if (line.destroyed) end(feed);
  else line.write(head);
  look(feed);
  return feed;
}

function hear(feed: Feed, entries: readonly StoredEntry[]): void {
  const follows = entries.every(({ seq }, at) => seq === feed.lastSeq + 1 + at);
  if (follows && !feed.isBehind && !feed.reader.line.writableNeedDrain) send(feed, entries);
  else feed.isBehind = true;
  look(feed);
}

/** Looks what there is to send, now or once more after the look that is under way. */
function look(feed: Feed): void {
  feed.hasNews = true;
  if (feed.isLooking) return;
  feed.isLooking = true;
  lookOn(feed)
    .catch((error) => {
      feed.ports.report(error, `stream of conversation ${feed.reader.conversationId}`);
      end(feed);
    })
    .finally(() => {
      feed.isLooking = false;
      if (feed.hasNews && !feed.isEnded) look(feed);
    });
}

async function lookOn(feed: Feed): Promise<void> {
  while (feed.hasNews && !feed.isEnded) {
    feed.hasNews = false;
    while (feed.isBehind && !feed.isEnded) await readLog(feed);
    await tellState(feed);
  }
}

async function readLog(feed: Feed): Promise<void> {
  if (!(await hasRoom(feed))) return cutOff(feed);
  feed.isBehind = false;
  const entries = await feed.ports.store.entries({
    conversationId: feed.reader.conversationId,
    afterSeq: feed.lastSeq,
    limit: entriesAtOnce,
  });
  if (entries.length === entriesAtOnce) feed.isBehind = true;
  send(feed, entries);
}

function send(feed: Feed, entries: readonly StoredEntry[]): void {
  const unsent = entries.filter(({ seq }) => seq > feed.lastSeq);
  feed.lastSeq = unsent.at(-1)?.seq ?? feed.lastSeq;
  write(feed, unsent.map((entry) => frameOf(entry, feed.reader.speakers)).join(""));
}

async function tellState(feed: Feed): Promise<void> {
  if (feed.isEnded) return;
  const now = await feed.ports.read(feed.reader.conversationId);
  // Erased: there is nothing to wait for.
  if (!now) return end(feed);
  const text = JSON.stringify(webState(now, await feed.ports.visitors.flowOf(now)));
  if (text === feed.lastState) return;
  feed.lastState = text;
  write(feed, `event: state\ndata: ${text}\n\n`);
}

function write({ isEnded, reader }: Feed, frames: string): void {
  if (!isEnded && frames !== "") reader.line.write(frames);
}

function end(feed: Feed): void {
  if (feed.isEnded) return;
  feed.isEnded = true;
  const { line } = feed.reader;
  line.end();
  if (!line.closed)
    line.once(
      "close",
      feed.ports.clock.after(endGraceMs, () => line.destroy()),
    );
  feed.onEnd();
}

function cutOff(feed: Feed): void {
  end(feed);
  // Ending alone would keep what is unread in memory for as long as the reader likes.
  feed.reader.line.destroy();
}

function frameOf(entry: StoredEntry, speakers: Speakers): string {
  const data = JSON.stringify(webMessage(entry, speakers));
  return `event: message\nid: ${entry.seq}\ndata: ${data}\n\n`;
}

/** Waits until the reader has taken what was sent; `false` when they do not, or are gone. */
function hasRoom({ ports, reader: { line } }: Feed): Promise<boolean> {
  if (!line.writableNeedDrain) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      cancel();
      line.off("drain", drained).off("close", gone);
      resolve(isDrained);
    };
    const drained = () => settle(true);
    const gone = () => settle(false);
    const cancel = ports.clock.after(mostSilenceMs, gone);
    line.on("drain", drained).on("close", gone);
  });
}
