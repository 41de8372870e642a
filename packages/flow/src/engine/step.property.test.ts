import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { test } from "vitest";
import type { Effect } from "../conversation/effect.ts";
import type { State } from "../conversation/state.ts";
import { mayRun } from "./run.ts";
import { cases } from "./testing/cases.ts";
import { botsFrom, firstState, type Played, play, take } from "./testing/play.ts";
import { ValidState } from "./testing/valid-state.ts";
import { mostBlocksPerTurn } from "./walk.ts";

const runs = 10_000;

test("keeps every promise over any flow and any events, and replays to the same state", () => {
  fc.assert(
    fc.property(cases, ({ bots: numbers, events: moves }) => {
      const bots = botsFrom(numbers);
      const timers = createTimerLedger();
      const log = play(bots, moves, (played) => {
        checkStep(played);
        checkLate(played);
        checkTimer(played);
        timers.check(played);
      });
      let whole: State = firstState();
      for (const event of log.events) whole = take(bots, whole, event).state;
      must(JSON.stringify(whole) === log.endText, "a replay gives the same state");
    }),
    { numRuns: runs },
  );
}, 120_000);

function checkStep({ before, beforeText, event, taken }: Played): void {
  const { state, entries, effects, refused, reason } = taken;
  must(JSON.stringify(before) === beforeText, "the state that came in is left as it was");
  if (refused) {
    must(state === before, "a refusal gives the very same state");
    const bare = { state, entries: [], effects: [], trace: [], refused };
    const isReasoned = refused === "unfit-value" && reason !== undefined;
    must(isDeepStrictEqual(taken, isReasoned ? { ...bare, reason } : bare), "no more");
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

/** What answers another stay than the present one changes nothing; who watches an agent belongs to no stay. */
function checkLate({ before, event, taken }: Played): void {
  if (!("visit" in event) || event.visit === before.visit) return;
  if (event.kind === "timer-fired" && event.timer === before.holderTimer) return;
  const { state, entries, effects } = taken;
  must(state === before && entries.length + effects.length === 0, "late is too late");
}

/** A block that runs into its timer is left by the timer's own output, whatever kind it is of. */
function checkTimer({ before, event, taken }: Played): void {
  if (event.kind !== "timer-fired" || event.visit !== before.visit || !mayRun(before)) return;
  const timer = before.timers.find(({ id }) => id === event.timer);
  if (!timer) return;
  const output = timer.purpose === "delay" ? "success" : timer.purpose;
  must(taken.moves?.[0]?.output === output, `a timer leaves by ${output}`);
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
    check({ event, taken: { state, effects } }: Played): void {
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
