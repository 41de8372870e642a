import type { Happening } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { closeDraft, type Draft, openDraft } from "./draft.ts";
import type { Flow } from "./flow.ts";
import type { Leaving } from "./walk.ts";

/** Opens a draft, lets `act` work on it, and closes it into a step; `act` gives a departure if it left the bot. */
export function run(
  flow: Flow,
  state: State,
  event: { readonly atMs: number; readonly seed: number },
  act: (draft: Draft) => Leaving,
): Step {
  const draft = openDraft(flow, state, event);
  const departure = act(draft);
  const step = closeDraft(draft);
  return departure ? { ...step, departure } : step;
}

/** Tells whether blocks may run now. */
export function mayRun(state: State): boolean {
  return state.holder === null && !state.isArchived && !state.isBlocked;
}

/** Keeps an answer for the time when the bot may speak again. */
export function defer(
  flow: Flow,
  state: State,
  event: Happening & { readonly atMs: number; readonly seed: number },
): Step {
  return run(flow, state, event, (draft) => {
    draft.state.deferred = [...draft.state.deferred, event];
    return null;
  });
}
