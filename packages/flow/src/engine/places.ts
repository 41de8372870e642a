import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { announce, nothing, refuse } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { handBack } from "./hand-back.ts";
import { run } from "./run.ts";

type Of<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** Puts a conversation away; the customer's next message brings it back. Its agent lets go of it. */
export function receiveArchive(flow: Flow, state: State, event: Of<"archive">): Step {
  if (state.isArchived) return nothing(state);
  const { holder } = state;
  if (holder && holder.id !== event.by && !event.mayOverride) return refuse(state, "held");
  return run(flow, state, event, (draft) => {
    if (holder) {
      draft.state.holder = null;
      announce(draft, "unassign", holder);
    }
    draft.state.isArchived = true;
    announce(draft, "archive");
    return null;
  });
}

/** Brings an archived conversation back. */
export function receiveUnarchive(flow: Flow, state: State, event: Of<"unarchive">): Step {
  if (!state.isArchived) return nothing(state);
  const freed = run(flow, state, event, (draft) => {
    draft.state.isArchived = false;
    announce(draft, "unarchive");
    return null;
  });
  return handBack(flow, freed, event);
}

/** Shuts a customer out: messages are dropped, nobody can write. */
export function receiveBlock(flow: Flow, state: State, event: Of<"block">): Step {
  if (state.isBlocked) return nothing(state);
  return run(flow, state, event, (draft) => {
    draft.state.isBlocked = true;
    announce(draft, "block");
    return null;
  });
}

/** Lets a customer in again. */
export function receiveUnblock(flow: Flow, state: State, event: Of<"unblock">): Step {
  if (!state.isBlocked) return nothing(state);
  const freed = run(flow, state, event, (draft) => {
    draft.state.isBlocked = false;
    announce(draft, "unblock");
    return null;
  });
  return handBack(flow, freed, event);
}
