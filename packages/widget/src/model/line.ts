import { backoffMs } from "../wire/backoff.ts";
import { openStream, type Stream } from "../wire/stream.ts";
import type { CustomData, Page, Wire } from "../wire/wire.ts";
import { isUnknownVisitor } from "../wire/wire-error.ts";
import type { ChatStore } from "./chat-state.ts";
import { fillGap, type Receiver } from "./receiver.ts";
import { contiguousSeq } from "./timeline.ts";
import type { Visitor } from "./visitor.ts";

// Job: be connected as the visitor this browser is, from the first call to the last reconnection.
// Neighbours: the stream keeps one connection open, the receiver takes in what comes.
// 1. With a static greeting the server hears nothing before the first send.
// 2. A gap in the stream is read before the stream goes on from it.
// 3. A secret that the server does not know is dropped, unless another tab has put its own in its place, and the
//    conversation starts anew.
// 4. Between two live connections one start goes out at once; every other one waits, each time longer. So neither a
//    server that knows nobody nor tabs that answer one another's changes make a storm of starts.

export type LinePorts = {
  readonly store: ChatStore;
  readonly wire: Wire;
  readonly visitor: Visitor;
  readonly receiver: Receiver;
  readonly greetingLength: number;
  /** True where the server, not the config, says the greeting. */
  readonly isStartedByServer: boolean;
  /** Makes a call with the fields that wait for one; they go on waiting when it fails. */
  readonly withCustomData: <T>(call: (data: CustomData) => Promise<T>) => Promise<T>;
  readonly nowMs: () => number;
  readonly chance: () => number;
  readonly onLive: () => void;
};

export type Line = {
  /** Resumes or starts the conversation, where there is a reason to. */
  begin(): void;
  /** Listens for entries, if nobody does yet. */
  listen(): void;
  /** The server does not know this secret. */
  startAnew(refused: string): void;
  wake(anew: boolean): void;
  /** Another tab changed who the visitor is. */
  visitorChanged(): void;
  setClock(serverTimeMs: number | undefined): void;
  close(): void;
};

type Open = LinePorts & {
  stream: Stream | null;
  secret: string | null;
  isBeginning: boolean;
  isClosed: boolean;
  /** A conversation was started and no connection has been live since. */
  isTried: boolean;
  attempt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** A line that is not connected yet. */
export function createLine(ports: LinePorts): Line {
  const line: Open = {
    ...ports,
    stream: null,
    secret: ports.visitor.secret(),
    isBeginning: false,
    isClosed: false,
    isTried: false,
    attempt: 0,
    timer: undefined,
  };
  return {
    begin: () => void begin(line),
    listen: () => listen(line),
    startAnew: (refused) => startAnew(line, refused),
    wake(anew) {
      if (line.stream) line.stream.wake(anew);
      else void begin(line);
    },
    visitorChanged() {
      if (line.visitor.secret() !== line.secret) become(line);
      else if (!line.stream) beginInTime(line);
    },
    setClock: (serverTimeMs) => setClock(line, serverTimeMs),
    close() {
      line.isClosed = true;
      clearTimeout(line.timer);
      line.stream?.close();
    },
  };
}

async function begin(line: Open): Promise<void> {
  const { visitor, store } = line;
  const wasStarted = visitor.isStarted();
  const mayBegin = wasStarted || (line.isStartedByServer && store.get().isOpen);
  if (line.isBeginning || line.isClosed || line.stream || !mayBegin) return;
  line.isBeginning = true;
  line.isTried ||= !wasStarted;
  clearTimeout(line.timer);
  line.timer = undefined;
  store.dispatch({ kind: "loading" });
  const secret = visitor.secretOrNew();
  line.secret = secret;
  try {
    const { messages, state } = await arrive(line, secret, wasStarted);
    line.isBeginning = false;
    // Another tab has become somebody else meanwhile.
    if (visitor.secret() !== secret) return become(line);
    const fromSeq = wasStarted ? (messages[0]?.seq ?? 1) - 1 : 0;
    store.dispatch({ kind: "loaded", messages, fromSeq });
    store.dispatch({ kind: "conversation", conversation: state });
    listen(line);
  } catch (error) {
    line.isBeginning = false;
    if (isUnknownVisitor(error)) startAnew(line, secret);
    else beginLater(line);
  }
}

/** Begins at once, unless it would be a start that has to wait. */
function beginInTime(line: Open): void {
  if (line.isTried && !line.visitor.isStarted()) beginLater(line);
  else void begin(line);
}

function beginLater(line: Open): void {
  if (line.isBeginning || line.isClosed) return;
  line.store.dispatch({ kind: "loading" });
  line.store.dispatch({ kind: "connection", connection: "lost" });
  // A pause that is running is not cut short, and not drawn out.
  if (line.timer) return;
  line.timer = setTimeout(
    () => {
      line.timer = undefined;
      void begin(line);
    },
    backoffMs(line.attempt, line.chance()),
  );
  line.attempt += 1;
}

async function arrive(line: Open, secret: string, wasStarted: boolean): Promise<Page> {
  const { wire, visitor } = line;
  const { lastSeq, serverTimeMs } = await (wasStarted
    ? wire.resume(secret)
    : line.withCustomData((data) => wire.start(secret, data)));
  setClock(line, serverTimeMs);
  if (!wasStarted) visitor.markStarted(secret);
  return wire.read(secret, wasStarted ? { beforeSeq: lastSeq + 1 } : { afterSeq: 0 });
}

function listen(line: Open): void {
  const { store, wire, receiver } = line;
  const secret = line.visitor.secret();
  if (line.stream || line.isBeginning || line.isClosed || !secret) return;
  line.secret = secret;
  line.stream = openStream({
    open: (signal) => wire.openStream(secret, contiguousSeq(store.get().timeline), signal),
    onMessage(message) {
      receiver.receive([message]);
      const read = (afterSeq: number) => wire.read(secret, { afterSeq });
      // A read that fails is made good by the next entry or the next connection.
      void fillGap(line, receiver, read).catch(() => undefined);
    },
    onState: (conversation) => store.dispatch({ kind: "conversation", conversation }),
    onConnection(connection) {
      store.dispatch({ kind: "connection", connection });
      if (connection !== "live") return;
      line.attempt = 0;
      line.isTried = false;
      line.onLive();
    },
    onUnknownVisitor: () => startAnew(line, secret),
    chance: line.chance,
  });
}

function startAnew(line: Open, refused: string): void {
  line.visitor.drop(refused);
  become(line);
}

/** Forgets the conversation and goes on as the visitor that is stored now. */
function become(line: Open): void {
  line.stream?.close();
  line.stream = null;
  line.secret = line.visitor.secret();
  line.store.dispatch({ kind: "forgotten" });
  line.store.dispatch({ kind: "revealed", seq: line.greetingLength });
  beginInTime(line);
}

function setClock(
  { store, nowMs }: Pick<Open, "store" | "nowMs">,
  serverTimeMs: number | undefined,
): void {
  if (serverTimeMs) store.dispatch({ kind: "clock", skewMs: serverTimeMs - nowMs() });
}
