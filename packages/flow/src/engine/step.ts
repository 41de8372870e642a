/**
 * The engine: one event in, everything it causes out.
 *
 * Job: decide. `features/conversations` loads the flow and the state, commits the step and wakes the readers.
 *
 * Invariants
 * 1. The same flow, state and event give the same step. No clock, no chance, no I/O.
 * 2. A refused event changes nothing: the state is the very one that came in, with no entries and no effects.
 * 3. `seq` of the entries goes on from the state's without a gap.
 * 4. An answer (HTTP, timer, agent search) that names another visit than the present one changes nothing.
 * 5. At most `mostBlocksPerTurn` blocks run for one event, in however many bots, and none after they have cost
 *    `mostWorkPerTurn`.
 * 6. While an agent holds the conversation, or it is archived or blocked, no block runs: answers are kept and
 *    taken up, in order, when the bot may speak again.
 * 7. While an agent holds the conversation and the channel sets a limit, one timer runs that the next word of either
 *    side replaces; whatever takes the conversation from the agent ends it.
 */
import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { receiveAgentMessage, receiveAssign, receiveUnassign } from "./agents.ts";
import { receiveHandedOver, receiveHttp, receiveTimer } from "./answers.ts";
import { receiveCustomerMessage } from "./customer-message.ts";
import { closeDraft, openDraft } from "./draft.ts";
import { receiveFacts, receiveSetFields } from "./facts-and-fields.ts";
import type { Flow } from "./flow.ts";
import { receiveGo, receiveStart } from "./go.ts";
import { releaseIdleAgent, watchHolder } from "./idle-agent.ts";
import { joinSteps } from "./join-steps.ts";
import { receiveArchive, receiveBlock, receiveUnarchive, receiveUnblock } from "./places.ts";
import { receiveResume } from "./resume.ts";
import { type Leaving, walk } from "./walk.ts";

type Receive<K extends Event["kind"]> = (
  flow: Flow,
  state: State,
  event: Extract<Event, { kind: K }>,
) => Step;

const receivers: { readonly [K in Event["kind"]]: Receive<K> } = {
  start: receiveStart,
  "customer-message": receiveCustomerMessage,
  "agent-message": receiveAgentMessage,
  "set-fields": receiveSetFields,
  facts: receiveFacts,
  go: receiveGo,
  resume: receiveResume,
  "http-answered": receiveHttp,
  "timer-fired": (flow, state, event) =>
    event.timer === state.holderTimer
      ? releaseIdleAgent(flow, state, event)
      : receiveTimer(flow, state, event),
  "handed-over": receiveHandedOver,
  assign: receiveAssign,
  unassign: receiveUnassign,
  archive: receiveArchive,
  unarchive: receiveUnarchive,
  block: receiveBlock,
  unblock: receiveUnblock,
};

/** Advances a conversation by one event. Pure: the same input always gives the same step. */
export function step(flow: Flow, state: State, event: Event): Step {
  const receive: (flow: Flow, state: State, event: never) => Step = receivers[event.kind];
  return watchHolder(state, receive(flow, state, event as never), event);
}

/** Goes on in the bot that a step departed to. `flow` is that bot's newest published version. */
export function proceed(flow: Flow, begun: Step): Step {
  const { departure } = begun;
  if (!departure) return begun;
  const draft = openDraft(flow, begun.state, departure);
  draft.blocksRun = departure.blocksRun;
  draft.work.left = departure.workLeft;
  const left: Leaving = walk(draft, departure.block ?? flow.start);
  return joinSteps(begun, left ? { ...closeDraft(draft), departure: left } : closeDraft(draft));
}
