import type { ConversationState, Message } from "../wire/message.ts";
import type { Outgoing } from "../wire/wire.ts";
import type { Store } from "./store.ts";
import {
  confirm,
  emptyTimeline,
  merge,
  type Timeline,
  type Unconfirmed,
  withStatus,
} from "./timeline.ts";

/** `asleep`: nothing asked of the server yet, the greeting stands by itself. */
export type Connection = "asleep" | "connecting" | "live" | "lost";

/** All that the chat shows. */
export type ChatState = {
  readonly timeline: Timeline;
  /** Bot messages up to this `seq` are shown; later ones are still being typed. */
  readonly revealedSeq: number;
  readonly conversation: ConversationState;
  readonly connection: Connection;
  readonly isLoading: boolean;
  readonly isLoadingOlder: boolean;
  readonly isOpen: boolean;
  /** The newest `seq` that was shown while the chat was open. */
  readonly seenSeq: number;
  /** What to add to this clock to have the server's. */
  readonly clockSkewMs: number;
};

export type ChatEvent =
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly messages: readonly Message[]; readonly fromSeq: number }
  | { readonly kind: "received"; readonly messages: readonly Message[] }
  | { readonly kind: "loading-older" }
  /** `null`: the page could not be read. */
  | { readonly kind: "loaded-older"; readonly messages: readonly Message[] | null }
  | { readonly kind: "revealed"; readonly seq: number }
  | { readonly kind: "said"; readonly outgoing: Outgoing; readonly atMs: number }
  | { readonly kind: "sending"; readonly uiKey: string }
  | { readonly kind: "queued"; readonly uiKey: string }
  | { readonly kind: "sent"; readonly uiKey: string; readonly seq: number }
  | { readonly kind: "refused"; readonly uiKey: string; readonly reason: string }
  | { readonly kind: "discarded"; readonly uiKey: string }
  | { readonly kind: "conversation"; readonly conversation: ConversationState }
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "clock"; readonly skewMs: number }
  | { readonly kind: "shown"; readonly isOpen: boolean }
  | { readonly kind: "forgotten" };

export type ChatStore = Store<ChatState, ChatEvent>;

/** A chat before anything happened; `greetingLength` messages of it are shown from the config. */
export function initialState(greetingLength: number): ChatState {
  return {
    timeline: emptyTimeline,
    revealedSeq: greetingLength,
    conversation: { phase: "idle" },
    connection: "asleep",
    isLoading: false,
    isLoadingOlder: false,
    isOpen: false,
    seenSeq: 0,
    clockSkewMs: 0,
  };
}

/** The chat after an event. Pure. */
export function reduce(state: ChatState, event: ChatEvent): ChatState {
  return seen(handlers[event.kind](state, event as never));
}

type Handlers = {
  [K in ChatEvent["kind"]]: (state: ChatState, event: Extract<ChatEvent, { kind: K }>) => ChatState;
};

const handlers: Handlers = {
  loading: (state) => ({ ...state, isLoading: true }),
  loaded: (state, { messages, fromSeq }) => {
    const base = { ...state.timeline, baseSeq: fromSeq };
    const timeline = merge(base, messages);
    const newest = timeline.entries.at(-1)?.seq ?? 0;
    const revealedSeq = Math.max(state.revealedSeq, newest);
    return { ...state, timeline, revealedSeq, isLoading: false };
  },
  received: (state, { messages }) => ({ ...state, timeline: merge(state.timeline, messages) }),
  "loading-older": (state) => ({ ...state, isLoadingOlder: true }),
  "loaded-older": (state, { messages }) => {
    if (!messages) return { ...state, isLoadingOlder: false };
    const baseSeq = (messages[0]?.seq ?? 1) - 1;
    const timeline = merge({ ...state.timeline, baseSeq }, messages);
    return { ...state, timeline, isLoadingOlder: false };
  },
  revealed: (state, { seq }) => ({ ...state, revealedSeq: Math.max(state.revealedSeq, seq) }),
  said: (state, { outgoing, atMs }) => {
    const isKnown =
      state.timeline.unconfirmed.some((one) => one.outgoing.uiKey === outgoing.uiKey) ||
      state.timeline.entries.some((entry) => entry.uiKey === outgoing.uiKey);
    if (isKnown) return state;
    const one: Unconfirmed = { outgoing, status: "queued", reason: "", atMs };
    return withUnconfirmed(state, [...state.timeline.unconfirmed, one]);
  },
  sending: (state, { uiKey }) => turned(state, uiKey, "sending"),
  queued: (state, { uiKey }) => turned(state, uiKey, "queued"),
  refused: (state, { uiKey, reason }) => turned(state, uiKey, "failed", reason),
  sent: (state, { uiKey, seq }) => ({ ...state, timeline: confirm(state.timeline, uiKey, seq) }),
  discarded: (state, { uiKey }) =>
    withUnconfirmed(
      state,
      state.timeline.unconfirmed.filter((one) => one.outgoing.uiKey !== uiKey),
    ),
  conversation: (state, { conversation }) => ({ ...state, conversation }),
  connection: (state, { connection }) => ({ ...state, connection }),
  clock: (state, { skewMs }) => ({ ...state, clockSkewMs: skewMs }),
  shown: (state, { isOpen }) => ({ ...state, isOpen }),
  forgotten: (state) => ({
    ...initialState(0),
    timeline: { ...emptyTimeline, unconfirmed: state.timeline.unconfirmed },
    isOpen: state.isOpen,
    clockSkewMs: state.clockSkewMs,
  }),
};

/** Bot and agent messages that came while the chat was closed. */
export function unreadCount({ timeline, seenSeq }: ChatState): number {
  return timeline.entries.filter(
    ({ seq, author }) => seq > seenSeq && (author === "bot" || author === "agent"),
  ).length;
}

function seen(state: ChatState): ChatState {
  if (!state.isOpen) return state;
  const newestSeq = state.timeline.entries.at(-1)?.seq ?? 0;
  const seenSeq = Math.max(state.seenSeq, Math.min(newestSeq, state.revealedSeq));
  return seenSeq === state.seenSeq ? state : { ...state, seenSeq };
}

function withUnconfirmed(state: ChatState, unconfirmed: readonly Unconfirmed[]): ChatState {
  return { ...state, timeline: { ...state.timeline, unconfirmed } };
}

function turned(
  state: ChatState,
  ...to: [uiKey: string, status: Unconfirmed["status"], reason?: string]
): ChatState {
  return { ...state, timeline: withStatus(state.timeline, ...to) };
}
