/**
 * Streams of server-sent events for those who watch: a live tail, an inspector.
 *
 * Invariants
 * 1. Memory is bounded: while a reader takes nothing, what comes is left out and counted, and the count is told.
 * 2. Whoever may not read any more is sent away: at once when it is told (`endOf`), else within 5 seconds.
 * 3. Nothing is written once a stream has ended.
 */
import type { ServerResponse } from "node:http";
import type { Clock } from "../ports/clock.ts";

/** One reader. */
export interface EventStream {
  /** Sends an event; one that finds no room is left out, and counted. */
  send(name: string, data: unknown): void;
  /** The same with data that is JSON already. */
  sendText(name: string, json: string): void;
  end(): void;
}

/** The watchers' streams that are open now. */
export interface EventStreams {
  /** Tells whether one more reader of this, in this workspace, is let in. */
  hasRoom(reader: Pick<Reader, "key" | "workspaceId">): boolean;
  /** Takes over a response; `begin` is given the stream and gives what is to be done when it ends. */
  open(reader: Reader, begin: (stream: EventStream) => () => void): void;
  /** Ends the streams of a token or a session that has ended. */
  endOf(credential: string): void;
  /** Asks of every reader whether they may still read. */
  recheck(): void;
  closeAll(): void;
}

export interface Reader {
  readonly response: ServerResponse;
  /** What is read. */
  readonly key: string;
  readonly workspaceId: number;
  /** The token or the session that they read with. */
  readonly credential: string;
  /** Asked every 5 seconds, and where something may have changed. */
  readonly mayStillRead: () => Promise<boolean>;
}

const heartbeatMs = 20_000;
const checkEveryMs = 5_000;
const mostPerKey = 16;
/** Nobody's watchers keep those of another workspace out. */
const mostPerWorkspace = 128;
const mostInAll = 512;
const returnAfterMs = 1_000;

/** Makes the keeper of such streams. */
export function createEventStreams(clock: Clock): EventStreams {
  const open = new Set<Feed>();
  let isChecking = false;
  return {
    hasRoom: ({ key, workspaceId }) => {
      const own = [...open].filter(({ reader }) => reader.workspaceId === workspaceId);
      const ofKey = own.filter(({ reader }) => reader.key === key);
      const isFull = ofKey.length >= mostPerKey || own.length >= mostPerWorkspace;
      return !isFull && open.size < mostInAll;
    },
    open: (reader, begin) => {
      const feed = new Feed(reader, clock, () => open.delete(feed));
      open.add(feed);
      feed.begin(begin);
    },
    endOf: (credential) => {
      for (const feed of [...open]) if (feed.reader.credential === credential) feed.end();
    },
    // One round at a time; what such a round is too early for, the readers' own checks find.
    recheck: () => {
      if (isChecking) return;
      isChecking = true;
      void Promise.all([...open].map((feed) => feed.check())).finally(() => {
        isChecking = false;
      });
    },
    closeAll: () => {
      for (const feed of [...open]) feed.sendAway();
    },
  };
}

class Feed implements EventStream {
  readonly reader: Reader;
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  #cleanUp: () => void = () => {};
  #cancelBeat: () => void = () => {};
  #cancelCheck: () => void = () => {};
  #isEnded = false;
  #missed = 0;

  constructor(reader: Reader, clock: Clock, onEnd: () => void) {
    this.reader = reader;
    this.#clock = clock;
    this.#onEnd = onEnd;
  }

  begin(begin: (stream: EventStream) => () => void): void {
    const { response } = this.reader;
    // A connection that breaks is its reader's business; unheard, it would end the process.
    response.on("error", () => this.end());
    response.on("close", () => this.end());
    if (response.destroyed || response.closed) {
      this.end();
      return;
    }
    response.writeHead(200, streamHeaders);
    response.socket?.setNoDelay(true);
    // An answer in the making has a time limit; a stream has none.
    response.socket?.setTimeout(0);
    response.write(":\n\n");
    this.#cleanUp = begin(this);
    this.#beatLater();
    // The token may have ended between its first check and here.
    void this.#checkAgain();
  }

  send(name: string, data: unknown): void {
    this.sendText(name, JSON.stringify(data));
  }

  sendText(name: string, json: string): void {
    if (this.#isEnded) return;
    if (this.reader.response.writableNeedDrain) {
      this.#missed += 1;
      return;
    }
    this.#tellMissed();
    this.#write(name, json);
  }

  /** Ends it for whoever may not read any more; what cannot be found out now is asked again later. */
  async check(): Promise<void> {
    const mayRead = await this.reader.mayStillRead().catch(() => true);
    if (!mayRead) this.end();
  }

  sendAway(): void {
    if (!this.#isEnded) this.#write("reconnect", JSON.stringify({ after_ms: returnAfterMs }));
    this.end();
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#cancelBeat();
    this.#cancelCheck();
    this.#cleanUp();
    this.#onEnd();
    this.reader.response.end();
  }

  #write(name: string, json: string): void {
    this.reader.response.write(`event: ${name}\ndata: ${json}\n\n`);
  }

  #tellMissed(): void {
    if (this.#missed > 0) this.#write("missed", JSON.stringify({ count: this.#missed }));
    this.#missed = 0;
  }

  #beatLater(): void {
    this.#cancelBeat = this.#clock.after(heartbeatMs, () => this.#beat());
  }

  #beat(): void {
    const { response } = this.reader;
    if (!response.writableNeedDrain) {
      this.#tellMissed();
      response.write(":\n\n");
    }
    this.#beatLater();
  }

  async #checkAgain(): Promise<void> {
    await this.check();
    if (this.#isEnded) return;
    this.#cancelCheck = this.#clock.after(checkEveryMs, () => void this.#checkAgain());
  }
}

const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};
