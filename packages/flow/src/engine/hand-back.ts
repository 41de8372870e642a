import type { Event } from "../conversation/event.ts";
import type { State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { receiveHandedOver, receiveHttp, receiveTimer } from "./answers.ts";
import { nothing } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { joinSteps } from "./join-steps.ts";
import { resumeEarly } from "./resume.ts";
import { mayRun } from "./run.ts";

type Moment = Pick<Event, "atMs" | "seed">;

/**
 * Lets the bot speak again after a step that gave it back its voice: what came meanwhile is taken up in order.
 * Each answer still has to name the present visit, so one to a block that was left is dropped as late.
 */
export function handBack(flow: Flow, freed: Step, moment: Moment): Step {
  if (!mayRun(freed.state)) return freed;
  const { deferred } = freed.state;
  let current: Step = { ...freed, state: { ...freed.state, deferred: [] } };
  // A callback is only taken before its time is up, so one that was kept came before a kept time-out.
  current = joinSteps(current, resumeEarly(flow, current.state, moment));
  for (const event of deferred) {
    if (current.departure) return current;
    current = joinSteps(current, takeUp(flow, current.state, { ...event, ...atOf(moment) }));
  }
  return current;
}

function takeUp(flow: Flow, state: State, event: Event): Step {
  if (event.kind === "http-answered") return receiveHttp(flow, state, event);
  if (event.kind === "timer-fired") return receiveTimer(flow, state, event);
  return event.kind === "handed-over" ? receiveHandedOver(flow, state, event) : nothing(state);
}

const atOf = ({ atMs, seed }: Moment): Moment => ({ atMs, seed });
