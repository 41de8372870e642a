import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { refuse } from "./draft.ts";
import { applyFields } from "./fields.ts";
import type { Flow } from "./flow.ts";
import { run } from "./run.ts";

type Of<K extends Event["kind"]> = Extract<Event, { kind: K }>;

/** Set: fields change from outside, all of them or none. The flow sees them from its next block on. */
export function receiveSetFields(flow: Flow, state: State, event: Of<"set-fields">): Step {
  const fields = applyFields(state.fields, event.fields);
  if (!fields) return refuse(state, "too-many-fields");
  return run(flow, state, event, (draft) => {
    draft.state.fields = fields;
    return null;
  });
}

/** Notes what the channel knows of the visitor. */
export function receiveFacts(flow: Flow, state: State, event: Of<"facts">): Step {
  return run(flow, state, event, (draft) => {
    draft.state.facts = { ...state.facts, ...event.facts };
    return null;
  });
}
