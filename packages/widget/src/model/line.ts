import { backoffMs } from "../wire/backoff.ts";
import { openStream, type Stream } from "../wire/stream.ts";
import type { CustomData, Wire } from "../wire/wire.ts";
import { isUnknownVisitor } from "../wire/wire-error.ts";
import type { ChatStore } from "./chat-state.ts";
import { fillGap, type Receiver } from "./receiver.ts";
import { contiguousSeq } from "./timeline.ts";
import type { Visitor } from "./visitor.ts";

// Job: be connected as the visitor this browser is, from the first call to the last reconnection.
// Neighbours: the stream keeps one connection open, the receiver takes in what comes.
// 1. With a static greeting the server hears nothing before the first send.
// 2. A gap in the stream is read before the stream goes on from it.
// 3. A secret that the server does not know is dropped, and the conversation starts anew: at once where the server had
//    known it before; a new one that it refuses is followed by another after a while.

export type LinePorts = {
  readonly store: ChatStore;
  readonly wire: Wire;
  readonly visitor: Visitor;
  readonly receiver: Receiver;
  readonly greetingLength: number;
  /** True where the server, not the config, says the greeting. */
  readonly isStartedByServer: boolean;
  readonly takeCustomData: () => CustomData;
  readonly nowMs: () => number;
  readonly chance: () => number;
  readonly onLive: () => void;
};

export type Line = {
  /** Resumes or starts the conversation, where there is a reason to. */
  begin(): void;
  /** Listens for entries, if nobody does yet. */
  listen(): void;
  startAnew(): void;
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
    attempt: 0,
    timer: undefined,
  };
  return {
    begin: () => void begin(line),
    listen: () => listen(line),
    startAnew: () => startAnew(line),
    wake(anew) {
      if (line.stream) line.stream.wake(anew);
      else void begin(line);
    },
    visitorChanged() {
      const secret = line.visitor.secret();
      if (secret !== line.secret) become(line, secret);
      else if (!line.stream) void begin(line);
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
  const mayBegin = visitor.isStarted() || (line.isStartedByServer && store.get().isOpen);
  if (line.isBeginning || line.isClosed || line.stream || !mayBegin) return;
  line.isBeginning = true;
  clearTimeout(line.timer);
  store.dispatch({ kind: "loading" });
  line.secret = visitor.secretOrNew();
  const wasStarted = visitor.isStarted();
  try {
    await (wasStarted ? resume : start)(line, line.secret);
    line.attempt = 0;
    line.isBeginning = false;
    listen(line);
  } catch (error) {
    line.isBeginning = false;
    if (isUnknownVisitor(error)) visitor.drop();
    if (isUnknownVisitor(error) && wasStarted) become(line, null);
    else beginLater(line);
  }
}

function beginLater(line: Open): void {
  if (line.isClosed) return;
  line.store.dispatch({ kind: "connection", connection: "lost" });
  line.timer = setTimeout(() => void begin(line), backoffMs(line.attempt, line.chance()));
  line.attempt += 1;
}

async function resume({ wire, store, ...line }: Open, secret: string): Promise<void> {
  const { lastSeq, serverTimeMs } = await wire.resume(secret);
  setClock({ ...line, store }, serverTimeMs);
  const { messages, state } = await wire.read(secret, { beforeSeq: lastSeq + 1 });
  store.dispatch({ kind: "loaded", messages, fromSeq: (messages[0]?.seq ?? 1) - 1 });
  store.dispatch({ kind: "conversation", conversation: state });
}

async function start({ wire, store, visitor, ...line }: Open, secret: string): Promise<void> {
  const { serverTimeMs } = await wire.start(secret, line.takeCustomData());
  setClock({ ...line, store }, serverTimeMs);
  visitor.markStarted();
  const { messages, state } = await wire.read(secret, { afterSeq: 0 });
  store.dispatch({ kind: "loaded", messages, fromSeq: 0 });
  store.dispatch({ kind: "conversation", conversation: state });
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
    onTyping: (isOn) => store.dispatch({ kind: "typing", isOn }),
    onConnection(connection) {
      store.dispatch({ kind: "connection", connection });
      if (connection === "live") line.onLive();
    },
    onUnknownVisitor: () => startAnew(line),
    chance: line.chance,
  });
}

function startAnew(line: Open): void {
  line.visitor.drop();
  become(line, null);
}

function become(line: Open, secret: string | null): void {
  line.stream?.close();
  line.stream = null;
  line.secret = secret;
  line.store.dispatch({ kind: "forgotten" });
  line.store.dispatch({ kind: "revealed", seq: line.greetingLength });
  void begin(line);
}

function setClock(
  { store, nowMs }: Pick<Open, "store" | "nowMs">,
  serverTimeMs: number | undefined,
): void {
  if (serverTimeMs) store.dispatch({ kind: "clock", skewMs: serverTimeMs - nowMs() });
}
