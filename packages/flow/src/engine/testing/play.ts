import type { Event } from "../../conversation/event.ts";
import { newState, type State } from "../../conversation/state.ts";
import type { Step } from "../../conversation/step.ts";
import { checkFlow } from "../../document/check-flow.ts";
import type { FlowDocument } from "../../document/flow-document.ts";
import { type Flow, loadFlow } from "../flow.ts";
import { proceed, step } from "../step.ts";
import { drawFrom } from "./draw.ts";
import { eventFromNumbers } from "./event-mix.ts";
import { flowFromNumbers } from "./flow-mix.ts";

const firstMs = Date.UTC(2026, 0, 5, 10);
const installation = {
  resumeUrl: (customer: number, ticket: number) => `https://parley.test/${customer}-${ticket}/`,
};

/** A bot of the mix: its flow as it is written, and ready to run. */
export interface Bot {
  readonly document: FlowDocument;
  readonly flow: Flow;
}
/** Bots 1 and 2, which jump to each other. Each is made when it is first asked for: most plays need one. */
export type Bots = (bot: number) => Bot;

/** Makes two bots out of numbers. */
export function botsFrom(numbers: readonly [readonly number[], readonly number[]]): Bots {
  const made = new Map<number, Bot>();
  return (bot) => {
    const known = made.get(bot);
    if (known) return known;
    const fresh = load(bot, numbers[bot === 2 ? 1 : 0]);
    made.set(bot, fresh);
    return fresh;
  };
}

function load(bot: number, from: readonly number[]): Bot {
  const { document, problems } = checkFlow(flowFromNumbers(drawFrom(from)));
  if (!document) throw new Error(JSON.stringify(problems));
  return { document, flow: loadFlow(bot, 1, document, installation) };
}

/** The conversation that every play begins with. */
export const firstState = (): State => newState(7, 1, 1);

/** One event through as many bots as it runs through, as a server does it. */
export function take(bots: Bots, state: State, event: Event): Step {
  let taken = step(bots(state.bot).flow, state, event);
  while (taken.departure) taken = proceed(bots(taken.departure.bot).flow, taken);
  return taken;
}

/** One step of a play. */
export interface Played {
  readonly before: State;
  /** The state before as JSON, written before the step. */
  readonly beforeText: string;
  readonly event: Event;
  readonly taken: Step;
}

/** Makes events out of numbers and plays them one by one, the state through JSON in between. */
export function play(
  bots: Bots,
  moves: readonly (readonly number[])[],
  see: (played: Played) => void,
) {
  let beforeText = JSON.stringify(firstState());
  let atMs = firstMs;
  const events: Event[] = [];
  for (const move of moves) {
    const draw = drawFrom(move);
    // Half of the events come within the same millisecond.
    atMs += draw(2) * draw(40_000);
    const before = JSON.parse(beforeText) as State;
    const event = eventFromNumbers(draw, { state: before, kind: kindAt(bots, before) }, atMs);
    const taken = take(bots, before, event);
    see({ before, beforeText, event, taken });
    events.push(event);
    beforeText = JSON.stringify(taken.state);
  }
  return { endText: beforeText, events };
}

function kindAt(bots: Bots, { bot, cursor }: State): string {
  if (!("block" in cursor)) return "";
  return bots(bot).flow.blocks.get(cursor.block)?.kind.kind ?? "";
}
