import type { Event } from "../conversation/event.ts";
import { type Message, wordsOf } from "../conversation/message.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { announce, type Draft, refuse, write } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { handBack } from "./hand-back.ts";
import { joinSteps } from "./join-steps.ts";
import { run } from "./run.ts";
import { revokeTickets } from "./tickets.ts";
import { deliver, type Leaving, walk } from "./walk.ts";

type CustomerMessage = Extract<Event, { kind: "customer-message" }>;

/** Words that work in every bot. */
const back = "#back";
const init = "#init";

/** Stores what the customer said, and lets the parked block have it if the bot may speak. */
export function receiveCustomerMessage(flow: Flow, state: State, event: CustomerMessage): Step {
  if (state.isBlocked) return refuse(state, "blocked");
  const message = asPressOrText(flow, state, event.message);
  if (state.isArchived) return bringBack(flow, state, event, message);
  return run(flow, state, event, (draft) => {
    hear(draft, event, message);
    return state.holder ? null : react(draft, message, wordIn(event.message, message));
  });
}

/** A message takes the conversation out of the archive; what the bot missed there comes first. */
function bringBack(flow: Flow, state: State, event: CustomerMessage, message: Message): Step {
  const heard = run(flow, state, event, (draft) => {
    draft.state.isArchived = false;
    announce(draft, "unarchive");
    hear(draft, event, message);
    return null;
  });
  const caughtUp = handBack(flow, heard, event);
  // The message was meant for what stood there when it was written, not for what the flow has just said.
  if (caughtUp.departure || caughtUp.state.visit !== state.visit || caughtUp.state.holder)
    return caughtUp;
  return joinSteps(
    caughtUp,
    run(flow, caughtUp.state, event, (draft) =>
      react(draft, message, wordIn(event.message, message)),
    ),
  );
}

function hear(draft: Draft, { clientId }: CustomerMessage, message: Message): void {
  write(draft, { kind: "customer", id: draft.state.id }, message, clientId);
  draft.state.lastInput = wordsOf(message);
  if (draft.state.cursor.phase === "asking") draft.state.hasAskedOutside = false;
}

function react(draft: Draft, message: Message, word: string | null): Leaving {
  return (jumpByWord(draft, word) ?? take(draft, message)).leaving;
}

/** What may be a keyword: free text, and the two built-in words also as the payload of a button that the chat itself offers. */
function wordIn(sent: Message, taken: Message): string | null {
  if (sent.type === "button" && (sent.payload === init || sent.payload === back))
    return sent.payload;
  return taken.type === "text" ? taken.text : null;
}

/** A press is one only where the parked block offers that option; otherwise its words are ordinary text. */
function asPressOrText(flow: Flow, state: State, message: Message): Message {
  if (message.type !== "button") return message;
  const label = labelOf(flow, state, message.payload);
  const { text, payload, ...rest } = message;
  const isPress = label !== null && (text === "" || isSame(text, label));
  if (isPress) return { ...rest, type: "button", text: label, payload };
  return { ...rest, type: "text", text };
}

function labelOf(flow: Flow, state: State, payload: string): string | null {
  if (state.cursor.phase !== "asking") return null;
  const loaded = flow.blocks.get(state.cursor.block);
  return loaded?.kind.optionLabel?.(loaded.block, payload, state.memory) ?? null;
}

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Wraps a leaving, so that "went, within this bot" differs from "did not go". */
interface Went {
  readonly leaving: Leaving;
}

/** Global keywords: tested on free text before any question looks at it. */
function jumpByWord(draft: Draft, word: string | null): Went | null {
  if (word === null) return null;
  const { flow, state } = draft;
  const target = flow.keywords.get(word.normalize());
  if (target !== undefined) return { leaving: walk(draft, target) };
  if (word === init) {
    revokeTickets(draft);
    return { leaving: walk(draft, flow.start) };
  }
  if (word !== back) return null;
  const last = state.trail.at(-1);
  state.trail = state.trail.slice(0, -1);
  return { leaving: walk(draft, last ?? flow.start) };
}

function take(draft: Draft, message: Message): Went {
  const { cursor } = draft.state;
  switch (cursor.phase) {
    case "new":
      return { leaving: walk(draft, draft.flow.start) };
    case "ready":
      return { leaving: walk(draft, cursor.block) };
    case "asking":
      return { leaving: deliver(draft, cursor.block, { kind: "answer", message }) };
    case "dead-end":
    case "closed":
      return { leaving: draft.flow.fallback ? walk(draft, draft.flow.fallback) : null };
    case "calling":
    case "waiting":
    case "delaying":
    case "assigning":
      return { leaving: null };
  }
}
