import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { announce, nothing } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { handBack } from "./hand-back.ts";
import { run } from "./run.ts";

type TimerFired = Extract<Event, { kind: "timer-fired" }>;
type Effects = Step["effects"];

/**
 * Watches over the agent who holds a conversation: with each message of either side, and with each new holder, the
 * silence begins anew; who lets go of it is watched no more. A step that changes none of this is given back as it is.
 */
export function watchHolder(before: State, taken: Step, event: Event): Step {
  const { state } = taken;
  const running = state.holderTimer ?? null;
  if (!state.holder) return running === null ? taken : watched(taken, null, stop(running));
  if (state.holder.id === before.holder?.id && !taken.entries.some(isSpoken)) return taken;
  const { agentIdleMs = 0 } = event;
  if (agentIdleMs <= 0) return running === null ? taken : watched(taken, null, stop(running));
  // Each time something was written, so `seq` tells a timer from the one that it replaces.
  const timer = `${state.id}.holder.${state.seq}`;
  const start: Effects[number] = {
    kind: "start-timer",
    visit: state.visit,
    timer,
    dueMs: event.atMs + Math.round(agentIdleMs),
  };
  return watched(taken, timer, [...stop(running), start]);
}

/** Nobody has spoken for too long: the agent lets go, and the bot goes on at the kept cursor. */
export function releaseIdleAgent(flow: Flow, state: State, event: TimerFired): Step {
  const { holder } = state;
  if (!holder) return nothing(state);
  const freed = run(flow, state, event, (draft) => {
    draft.state.holderTimer = null;
    // The owner may have switched this off while the timer ran.
    if ((event.agentIdleMs ?? 0) <= 0) return null;
    draft.state.holder = null;
    announce(draft, "unassign", holder);
    return null;
  });
  return handBack(flow, freed, event);
}

const isSpoken = (entry: Step["entries"][number]): boolean =>
  "message" in entry && (entry.author.kind === "customer" || entry.author.kind === "agent");

const stop = (timer: string | null): Effects =>
  timer === null ? [] : [{ kind: "cancel-timer", timer }];

function watched(taken: Step, holderTimer: string | null, effects: Effects): Step {
  return {
    ...taken,
    state: { ...taken.state, holderTimer },
    effects: [...taken.effects, ...effects],
  };
}
