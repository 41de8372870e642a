import { backoffMs } from "../wire/backoff.ts";
import type { ChatConfig } from "../wire/config.ts";
import type { Message } from "../wire/message.ts";
import { openStream, type Stream } from "../wire/stream.ts";
import type { CustomData, Outgoing, Wire } from "../wire/wire.ts";
import { isUnknownVisitor } from "../wire/wire-error.ts";
import { type ChatEvent, type ChatState, initialState, reduce } from "./chat-state.ts";
import type { Outbox } from "./outbox.ts";
import { createRevealer } from "./reveal.ts";
import { createSender } from "./sender.ts";
import { createStore } from "./store.ts";
import { contiguousSeq, hasGap } from "./timeline.ts";
import type { Visitor } from "./visitor.ts";

// Job: one visitor's conversation, from the first paint to the last entry.
// Neighbours: the wire speaks HTTP, the timeline orders entries, the views only draw.
// 1. With a static greeting the server hears nothing before the first send.
// 2. Every entry is shown once, in order: a gap in the stream is read before the stream goes on.
// 3. A secret that the server does not know is dropped, and the conversation starts anew.

export type SessionPorts = {
  readonly config: ChatConfig;
  readonly wire: Wire;
  readonly visitor: Visitor;
  readonly outbox: Outbox;
  readonly nowMs: () => number;
  readonly chance: () => number;
  readonly newKey: () => string;
  /** True where nobody would see the bot type. */
  readonly isUnwatched: () => boolean;
  readonly onNewMessage: (message: Message) => void;
  readonly seenSeq: number;
};

export type Session = {
  get(): ChatState;
  subscribe(listener: () => void): () => void;
  /** Shows or hides the chat; showing it starts a conversation that the server has to start. */
  show(isOpen: boolean): void;
  say(outgoing: Omit<Outgoing, "uiKey">): void;
  retry(uiKey: string): void;
  discard(uiKey: string): void;
  loadOlder(): Promise<void>;
  addCustomData(data: CustomData): void;
  secret(): string;
  /** Back online or back in view; `anew` distrusts the connection that stands. */
  wake(anew: boolean): void;
  /** Another tab changed who the visitor is. */
  visitorChanged(): void;
  close(): void;
};

const freshMs = 15_000;

/** Starts the chat of one visitor: resumes what there is, then listens. */
export function createSession(ports: SessionPorts): Session {
  const { config, wire, visitor, outbox } = ports;
  const store = createStore<ChatState, ChatEvent>(reduce, {
    ...initialState(config.greeting.length),
    seenSeq: ports.seenSeq,
  });
  const { dispatch } = store;
  let customData: CustomData = {};
  let stream: Stream | null = null;
  let knownSecret = visitor.secret();
  let isBeginning = false;
  let isClosed = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const setClock = (serverTimeMs: number | undefined) => {
    if (serverTimeMs) dispatch({ kind: "clock", skewMs: serverTimeMs - ports.nowMs() });
  };

  const isFresh = ({ timestamp }: Message) =>
    ports.nowMs() + store.get().clockSkewMs - timestamp * 1000 < freshMs;

  const revealer = createRevealer({
    entries: () => store.get().timeline.entries,
    revealedSeq: () => store.get().revealedSeq,
    reveal: (seq) => dispatch({ kind: "revealed", seq }),
    isInstant: (message) => ports.isUnwatched() || !isFresh(message),
    options: config.typing,
  });

  const receive = (messages: readonly Message[]) => {
    const known = new Set(store.get().timeline.entries.map((entry) => entry.seq));
    dispatch({ kind: "received", messages });
    for (const message of messages) {
      if (message.uiKey) forgetOutgoing(message.uiKey);
      if (!known.has(message.seq)) ports.onNewMessage(message);
    }
    revealer.check();
  };

  const forgetOutgoing = (uiKey: string) => {
    outbox.remove(uiKey);
    sender.drop(uiKey);
  };

  const fillGap = async (secret: string) => {
    while (hasGap(store.get().timeline) && secret === knownSecret) {
      const before = contiguousSeq(store.get().timeline);
      const page = await wire.read(secret, { afterSeq: before });
      receive(page.messages);
      if (contiguousSeq(store.get().timeline) === before) return;
    }
  };

  const listen = () => {
    const secret = visitor.secret();
    if (stream || isClosed || !secret) return;
    stream = openStream({
      open: (signal) => wire.openStream(secret, contiguousSeq(store.get().timeline), signal),
      onMessage: (message) => {
        receive([message]);
        // A failed read is made good by the next entry or the next connection.
        if (hasGap(store.get().timeline)) void fillGap(secret).catch(() => undefined);
      },
      onState: (conversation) => dispatch({ kind: "conversation", conversation }),
      onTyping: (isOn) => dispatch({ kind: "typing", isOn }),
      onConnection: (connection) => {
        dispatch({ kind: "connection", connection });
        if (connection === "live") sender.wake();
      },
      onUnknownVisitor: startAnew,
      chance: ports.chance,
    });
  };

  const resume = async (secret: string) => {
    const { lastSeq, serverTimeMs } = await wire.resume(secret);
    setClock(serverTimeMs);
    const page = await wire.read(secret, { beforeSeq: lastSeq + 1 });
    dispatch({
      kind: "loaded",
      messages: page.messages,
      fromSeq: (page.messages[0]?.seq ?? 1) - 1,
    });
    dispatch({ kind: "conversation", conversation: page.state });
  };

  const start = async (secret: string) => {
    const { serverTimeMs } = await wire.start(secret, customData);
    customData = {};
    setClock(serverTimeMs);
    visitor.markStarted();
    const page = await wire.read(secret, { afterSeq: 0 });
    dispatch({ kind: "loaded", messages: page.messages, fromSeq: 0 });
    dispatch({ kind: "conversation", conversation: page.state });
  };

  const begin = async () => {
    const mayStart = !config.isGreetingStatic && store.get().isOpen;
    if (isBeginning || isClosed || stream || !(visitor.isStarted() || mayStart)) return;
    isBeginning = true;
    clearTimeout(timer);
    dispatch({ kind: "loading" });
    const secret = visitor.secretOrNew();
    knownSecret = secret;
    try {
      await (visitor.isStarted() ? resume(secret) : start(secret));
      attempt = 0;
      listen();
    } catch (error) {
      if (isUnknownVisitor(error)) queueMicrotask(startAnew);
      else tryLater();
    } finally {
      isBeginning = false;
    }
  };

  const tryLater = () => {
    dispatch({ kind: "connection", connection: "lost" });
    timer = setTimeout(() => void begin(), backoffMs(attempt, ports.chance()));
    attempt += 1;
  };

  function startAnew() {
    visitor.drop();
    begunBy(null);
  }

  const begunBy = (secret: string | null) => {
    stream?.close();
    stream = null;
    knownSecret = secret;
    dispatch({ kind: "forgotten" });
    dispatch({ kind: "revealed", seq: config.greeting.length });
    void begin();
  };

  const sender = createSender({
    send: async (outgoing) => {
      const secret = visitor.secretOrNew();
      knownSecret = secret;
      const sentData = customData;
      const options = {
        isNewVisitor: !visitor.isStarted(),
        ...(Object.keys(sentData).length > 0 && { customData: sentData }),
      };
      const sent = await wire.send(secret, outgoing, options);
      if (customData === sentData) customData = {};
      visitor.markStarted();
      setClock(sent.serverTimeMs);
      return sent;
    },
    onSending: (uiKey) => dispatch({ kind: "sending", uiKey }),
    onQueued: (uiKey) => {
      dispatch({ kind: "queued", uiKey });
      if (!stream) dispatch({ kind: "connection", connection: "lost" });
    },
    onSent: (uiKey, seq) => {
      outbox.remove(uiKey);
      dispatch({ kind: "sent", uiKey, seq });
      if (!stream) listen();
    },
    onRefused: (uiKey, reason) => {
      outbox.remove(uiKey);
      dispatch({ kind: "refused", uiKey, reason });
    },
    onUnknownVisitor: startAnew,
    chance: ports.chance,
  });

  const enqueue = (outgoing: Outgoing) => {
    const atMs = ports.nowMs();
    revealer.flush();
    dispatch({ kind: "said", outgoing, atMs });
    outbox.add(outgoing, atMs);
    sender.add(outgoing);
  };

  for (const outgoing of outbox.all()) enqueue(outgoing);
  void begin();

  return {
    get: store.get,
    subscribe: store.subscribe,
    show(isOpen) {
      dispatch({ kind: "shown", isOpen });
      void begin();
    },
    say: (outgoing) => enqueue({ ...outgoing, uiKey: ports.newKey() }),
    retry(uiKey) {
      const found = store.get().timeline.unconfirmed.find((one) => one.outgoing.uiKey === uiKey);
      if (!found) return;
      outbox.add(found.outgoing, found.atMs);
      sender.add(found.outgoing);
    },
    discard(uiKey) {
      forgetOutgoing(uiKey);
      dispatch({ kind: "discarded", uiKey });
    },
    async loadOlder() {
      const { timeline, isLoadingOlder } = store.get();
      const secret = visitor.secret();
      if (!secret || isLoadingOlder || timeline.baseSeq === 0) return;
      dispatch({ kind: "loading-older" });
      const page = await wire.read(secret, { beforeSeq: timeline.baseSeq + 1 }).catch(() => null);
      if (page) dispatch({ kind: "loaded-older", messages: page.messages });
      else dispatch({ kind: "loaded-older", messages: [] });
    },
    addCustomData(data) {
      customData = { ...customData, ...data };
    },
    secret: () => visitor.secretOrNew(),
    wake(anew) {
      sender.wake();
      if (stream) stream.wake(anew);
      else void begin();
    },
    visitorChanged() {
      const secret = visitor.secret();
      if (secret !== knownSecret) begunBy(secret);
      else if (!stream && visitor.isStarted()) void begin();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      stream?.close();
      sender.close();
    },
  };
}
