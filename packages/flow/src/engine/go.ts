import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { announce, type Draft, nothing, refuse } from "./draft.ts";
import { applyFields } from "./fields.ts";
import type { Flow } from "./flow.ts";
import { moveOn } from "./move-on.ts";
import { mayRun, run } from "./run.ts";
import { revokeTickets } from "./tickets.ts";
import { walk } from "./walk.ts";

type Of<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** Runs the start block for a visitor who has just come. */
export function receiveStart(flow: Flow, state: State, event: Of<"start">): Step {
  if (state.isBlocked) return refuse(state, "blocked");
  if (state.cursor.phase !== "new" || !mayRun(state)) return nothing(state);
  return run(flow, state, event, (draft) => walk(draft, flow.start));
}

/**
 * Go: sends the conversation to a block, whatever it was doing. `flow` is the version that the block was found in.
 * Fields that come with it are set in the same step.
 */
export function receiveGo(flow: Flow, state: State, event: Of<"go">): Step {
  const target = event.block ?? flow.start;
  if (target === null || !flow.blocks.has(target)) return refuse(state, "unknown-block");
  if (state.isBlocked) return refuse(state, "blocked");
  if (state.isArchived) return refuse(state, "archived");
  if (event.ifBlock !== undefined && !isParkedAt(state, event.ifBlock))
    return refuse(state, "not-at-block");
  const fields = applyFields(state.fields, event.fields ?? {});
  if (!fields) return refuse(state, "too-many-fields");
  return run(flow, state, event, (draft) => {
    draft.state.fields = fields;
    release(draft);
    draft.state.hasAskedOutside = false;
    if (event.isLaunched) return walk(draft, target);
    moveOn(draft, { phase: "ready", block: target });
    return null;
  });
}

function isParkedAt({ cursor }: State, block: string): boolean {
  return "block" in cursor && cursor.block === block;
}

/**
 * Go takes the conversation from the agent who holds it. What was kept for the bot is late now, and so is whoever
 * still has a resume address: it belonged to the way that the conversation has left.
 */
function release(draft: Draft): void {
  const { holder } = draft.state;
  draft.state.deferred = [];
  revokeTickets(draft);
  if (holder) {
    draft.state.holder = null;
    announce(draft, "unassign", holder);
  }
}
