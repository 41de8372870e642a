import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { test } from "vitest";
import type { Effect } from "../conversation/effect.ts";
import type { Event } from "../conversation/event.ts";
import { newState, type State } from "../conversation/state.ts";
import type { Step } from "../conversation/step.ts";
import { checkFlow } from "../document/check-flow.ts";
import { type Flow, loadFlow } from "./flow.ts";
import { mayRun } from "./run.ts";
import { proceed, step } from "./step.ts";
import { drawFrom, eventFromNumbers, flowFromNumbers } from "./testing-mix.ts";
import { ValidState } from "./testing-state.ts";
import { mostBlocksPerTurn } from "./walk.ts";

const runs = 10_000;
const firstMs = Date.UTC(2026, 0, 5, 10);
const installation = {
  resumeUrl: (customer: number, ticket: number) => `https://parley.test/${customer}-${ticket}/`,
};

const numbers = (maxLength: number) =>
  fc.array(fc.nat({ max: 2 ** 30 }), { maxLength, size: "max" });
const cases = fc.record({
  bots: fc.tuple(numbers(40), numbers(40)),
  events: fc.array(numbers(10), { maxLength: 10, size: "max" }),
});
type Bots = readonly [Flow, Flow];

test("keeps every promise over any flow and any events, and replays to the same state", () => {
  fc.assert(
    fc.property(cases, ({ bots: [first, second], events }) => {
      const bots: Bots = [load(1, first), load(2, second)];
      const log = play(bots, events);
      let whole: State = newState(7, 1, 1);
      for (const event of log.events) whole = take(bots, whole, event).state;
      must(JSON.stringify(whole) === JSON.stringify(log.state), "a replay gives the same state");
    }),
    { numRuns: runs },
  );
}, 120_000);

function load(bot: number, from: readonly number[]): Flow {
  const { document, problems } = checkFlow(flowFromNumbers(drawFrom(from)));
  if (!document) throw new Error(JSON.stringify(problems));
  return loadFlow(bot, 1, document, installation);
}

/** One event through as many bots as it runs through, as a server does it. */
function take(bots: Bots, state: State, event: Event): Step {
  const flowOf = (bot: number) => (bot === 2 ? bots[1] : bots[0]);
  let taken = step(flowOf(state.bot), state, event);
  while (taken.departure) taken = proceed(flowOf(taken.departure.bot), taken);
  return taken;
}

/** Plays events one by one, the state through JSON in between, and checks each step. */
function play(bots: Bots, moves: readonly (readonly number[])[]) {
  let state: State = newState(7, 1, 1);
  let atMs = firstMs;
  const events: Event[] = [];
  const timers = createTimerLedger();
  for (const move of moves) {
    const draw = drawFrom(move);
    // Half of the events come within the same millisecond.
    atMs += draw(2) * draw(40_000);
    const event = eventFromNumbers(draw, state, atMs);
    const before = JSON.stringify(state);
    const taken = take(bots, state, event);
    must(JSON.stringify(state) === before, "the state that came in is left as it was");
    checkStep(state, event, taken);
    timers.check(event, taken);
    events.push(event);
    state = JSON.parse(JSON.stringify(taken.state)) as State;
  }
  return { state, events };
}

function checkStep(before: State, event: Event, taken: Step): void {
  const { state, entries, effects, refused } = taken;
  if (refused) {
    must(state === before, "a refusal gives the very same state");
    must(
      isDeepStrictEqual(taken, { state, entries: [], effects: [], trace: [], refused }),
      "no more",
    );
    return;
  }
  must(
    entries.every(({ seq }, index) => seq === before.seq + 1 + index),
    "entries are counted without a gap",
  );
  must(state.seq === before.seq + entries.length, "the state's seq is the newest entry's");
  must(state.visit >= before.visit, "visit never decreases");
  // Beside the blocks that run, leaving a parked one counts up, and so does the end of the walk.
  must(state.visit - before.visit <= mostBlocksPerTurn + 2, "the budget of blocks is kept");
  must(isJson(state), "the state is JSON");
  const read = ValidState.safeParse(state);
  must(read.success, `the state is valid: ${read.error?.message}`);
  const isSilent = !mayRun(before) && !mayRun(state) && event.kind !== "go";
  must(!isSilent || entries.every(({ author }) => author.kind !== "bot"), "the bot is silent");
  must(
    effects.every((effect) => !("visit" in effect) || effect.visit <= state.visit),
    "no effect is owed by a visit to come",
  );
}

/** Every timer that was started has been cancelled, has fired, or is in the state; no two have one name. */
function createTimerLedger() {
  const known = new Set<string>();
  const running = new Set<string>();
  const fired = new Set<string>();

  function note(effect: Effect): void {
    if (effect.kind === "cancel-timer") running.delete(effect.timer);
    if (effect.kind !== "start-timer") return;
    must(!known.has(effect.timer), "a timer has a name of its own");
    known.add(effect.timer);
    running.add(effect.timer);
  }

  return {
    check(event: Event, { state, effects }: Step): void {
      if (event.kind === "timer-fired") fired.add(event.timer);
      for (const effect of effects) note(effect);
      const present = new Set(state.timers.map(({ id }) => id));
      if (state.holderTimer) present.add(state.holderTimer);
      must(present.isSubsetOf(running), "a timer in the state runs");
      must(running.difference(present).isSubsetOf(fired), "a timer that is gone was told of");
    },
  };
}

// `expect` would take longer than the engine.
function must(isKept: boolean, promise: string): void {
  if (!isKept) throw new Error(`Broken: ${promise}`);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return typeof value === "object" && Object.values(value).every(isJson);
}
