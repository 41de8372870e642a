import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { announce, nothing, refuse, write } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { handBack } from "./hand-back.ts";
import { run } from "./run.ts";

type Of<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** An agent writes. Taking over assigns the agent first; nobody writes into another agent's conversation. */
export function receiveAgentMessage(flow: Flow, state: State, event: Of<"agent-message">): Step {
  if (state.isBlocked) return refuse(state, "blocked");
  const { agent, message, clientId } = event;
  if (state.holder && state.holder.id !== agent.id && event.takesOver) return refuse(state, "held");
  const written = run(flow, state, event, (draft) => {
    if (state.isArchived) {
      draft.state.isArchived = false;
      announce(draft, "unarchive");
    }
    if (event.takesOver && !state.holder) {
      draft.state.holder = agent;
      announce(draft, "assign", agent);
    }
    write(draft, { kind: "agent", id: agent.id, name: agent.name }, message, clientId);
    return null;
  });
  return state.isArchived ? handBack(flow, written, event) : written;
}

/** Gives the conversation to an agent; the bot is silent from here, its cursor stays. */
export function receiveAssign(flow: Flow, state: State, event: Of<"assign">): Step {
  const { agent, isForced } = event;
  const { holder } = state;
  if (holder?.id === agent.id) return nothing(state);
  if (holder && !isForced) return refuse(state, "held");
  return run(flow, state, event, (draft) => {
    if (holder) announce(draft, "unassign", holder);
    draft.state.holder = agent;
    announce(draft, "assign", agent);
    return null;
  });
}

/** Takes the conversation from its agent; the bot goes on at the kept cursor. */
export function receiveUnassign(flow: Flow, state: State, event: Of<"unassign">): Step {
  const { holder } = state;
  if (!holder) return nothing(state);
  if (holder.id !== event.by && !event.mayOverride) return refuse(state, "held");
  const freed = run(flow, state, event, (draft) => {
    draft.state.holder = null;
    announce(draft, "unassign", holder);
    return null;
  });
  return handBack(flow, freed, event);
}
