import type { TypingOptions } from "../wire/config.ts";
import type { Message } from "../wire/message.ts";
import type { Wire } from "../wire/wire.ts";
import type { ChatStore } from "./chat-state.ts";
import { createRevealer } from "./reveal.ts";
import { contiguousSeq, hasGap } from "./timeline.ts";

export type ReceiverPorts = {
  readonly store: ChatStore;
  readonly typing: TypingOptions;
  readonly nowMs: () => number;
  /** True where nobody would see the bot type. */
  readonly isUnwatched: () => boolean;
  readonly onNewMessage: (message: Message) => void;
  /** The server has this message of ours. */
  readonly onConfirmed: (uiKey: string) => void;
};

export type Receiver = {
  receive(messages: readonly Message[]): void;
  /** Shows at once what was still being typed. */
  flush(): void;
};

const freshMs = 15_000;

/** Takes in entries of the server and shows the bot's at reading pace. */
export function createReceiver(ports: ReceiverPorts): Receiver {
  const { store } = ports;
  const isFresh = ({ timestamp }: Message) =>
    ports.nowMs() + store.get().clockSkewMs - timestamp * 1000 < freshMs;
  const revealer = createRevealer({
    entries: () => store.get().timeline.entries,
    revealedSeq: () => store.get().revealedSeq,
    reveal: (seq) => store.dispatch({ kind: "revealed", seq }),
    isInstant: (message) => ports.isUnwatched() || !isFresh(message),
    options: ports.typing,
  });
  return {
    flush: revealer.flush,
    receive(messages) {
      const known = new Set(store.get().timeline.entries.map((entry) => entry.seq));
      store.dispatch({ kind: "received", messages });
      for (const message of messages) {
        if (message.uiKey) ports.onConfirmed(message.uiKey);
        if (!known.has(message.seq)) ports.onNewMessage(message);
      }
      revealer.check();
    },
  };
}

/** Reads what is missing before an entry that came too early, until nothing is. */
export async function fillGap(
  { store }: Pick<ReceiverPorts, "store">,
  receiver: Receiver,
  read: (afterSeq: number) => ReturnType<Wire["read"]>,
): Promise<void> {
  while (hasGap(store.get().timeline)) {
    const before = contiguousSeq(store.get().timeline);
    receiver.receive((await read(before)).messages);
    if (contiguousSeq(store.get().timeline) === before) return;
  }
}
