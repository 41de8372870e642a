import type { ChatConfig } from "../wire/config.ts";
import type { Message } from "../wire/message.ts";
import type { CustomData, Outgoing, Wire } from "../wire/wire.ts";
import {
  type ChatEvent,
  type ChatState,
  type ChatStore,
  initialState,
  reduce,
} from "./chat-state.ts";
import { createLine, type Line } from "./line.ts";
import type { Outbox } from "./outbox.ts";
import { createReceiver } from "./receiver.ts";
import { createSender, type SenderPorts } from "./sender.ts";
import { createStore } from "./store.ts";
import type { Visitor } from "./visitor.ts";

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

/** One visitor's conversation. */
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

/** Starts the chat of one visitor: resumes what there is, sends what was left unsent, listens. */
export function createSession(ports: SessionPorts): Session {
  const { config, visitor, outbox, nowMs, chance } = ports;
  const initial = { ...initialState(config.greeting.length), seenSeq: ports.seenSeq };
  const store = createStore<ChatState, ChatEvent>(reduce, initial);
  const customData = createCustomData();
  const forget = (uiKey: string) => {
    outbox.remove(uiKey);
    sender.drop(uiKey);
  };
  const receiver = createReceiver({
    ...ports,
    store,
    typing: config.typing,
    onConfirmed: forget,
  });
  const line = createLine({
    ...ports,
    store,
    receiver,
    greetingLength: config.greeting.length,
    isStartedByServer: !config.isGreetingStatic,
    withCustomData: customData.with,
    onLive: () => sender.wake(),
  });
  const sender = createSender({ ...sending(ports, store, line, customData), chance });
  const enqueue = (outgoing: Outgoing) => {
    const atMs = nowMs();
    receiver.flush();
    store.dispatch({ kind: "said", outgoing, atMs });
    outbox.add(outgoing, atMs);
    sender.add(outgoing);
  };
  for (const outgoing of outbox.all()) enqueue(outgoing);
  line.begin();

  return {
    get: store.get,
    subscribe: store.subscribe,
    show(isOpen) {
      store.dispatch({ kind: "shown", isOpen });
      line.begin();
    },
    say: (outgoing) => enqueue({ ...outgoing, uiKey: ports.newKey() }),
    retry(uiKey) {
      const found = store.get().timeline.unconfirmed.find((one) => one.outgoing.uiKey === uiKey);
      if (found) enqueue(found.outgoing);
    },
    discard(uiKey) {
      forget(uiKey);
      store.dispatch({ kind: "discarded", uiKey });
    },
    loadOlder: () => loadOlder(ports, store),
    addCustomData: customData.add,
    secret: visitor.secretOrNew,
    wake(anew) {
      sender.wake();
      line.wake(anew);
    },
    visitorChanged: line.visitorChanged,
    close() {
      line.close();
      sender.close();
    },
  };
}

function sending(
  { wire, visitor, outbox }: SessionPorts,
  { get, dispatch }: ChatStore,
  line: Line,
  customData: ReturnType<typeof createCustomData>,
): Omit<SenderPorts, "chance"> {
  // Of the one send that is under way.
  let secret = "";
  return {
    async send(outgoing) {
      secret = visitor.secretOrNew();
      const isNewVisitor = !visitor.isStarted();
      const sent = await customData.with((data) =>
        wire.send(secret, outgoing, { isNewVisitor, customData: data }),
      );
      visitor.markStarted(secret);
      line.setClock(sent.serverTimeMs);
      return sent;
    },
    onSending: (uiKey) => dispatch({ kind: "sending", uiKey }),
    onQueued(uiKey) {
      dispatch({ kind: "queued", uiKey });
      // Before the first send is through there is no stream that could tell.
      if (get().connection === "asleep") dispatch({ kind: "connection", connection: "lost" });
    },
    onSent(uiKey, seq) {
      outbox.remove(uiKey);
      dispatch({ kind: "sent", uiKey, seq });
      line.listen();
    },
    onRefused(uiKey, reason) {
      outbox.remove(uiKey);
      dispatch({ kind: "refused", uiKey, reason });
    },
    onUnknownVisitor: () => line.startAnew(secret),
  };
}

async function loadOlder(
  { wire, visitor }: SessionPorts,
  { get, dispatch }: ChatStore,
): Promise<void> {
  const { timeline, isLoadingOlder } = get();
  const secret = visitor.secret();
  if (!secret || isLoadingOlder || timeline.baseSeq === 0) return;
  dispatch({ kind: "loading-older" });
  const page = await wire.read(secret, { beforeSeq: timeline.baseSeq + 1 }).catch(() => null);
  dispatch({ kind: "loaded-older", messages: page?.messages ?? null });
}

/** Fields of the visitor that wait for the next call that can carry them. */
function createCustomData() {
  let data: CustomData = {};
  return {
    add(more: CustomData) {
      data = { ...data, ...more };
    },
    async with<T>(call: (data: CustomData) => Promise<T>): Promise<T> {
      const taken = data;
      data = {};
      try {
        return await call(taken);
      } catch (error) {
        // What was set meanwhile is newer and stays.
        data = { ...taken, ...data };
        throw error;
      }
    },
  };
}
