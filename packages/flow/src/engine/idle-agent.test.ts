import {
  agentWrites,
  announces,
  archives,
  assigns,
  blocks,
  comes,
  flowOf,
  given,
  goes,
  happens,
  isHeldBy,
  isParkedAt,
  message,
  mia,
  passes,
  question,
  replies,
  says,
  staysSilent,
  unassigns,
} from "@parley/testkit";
import { describe, expect, test } from "vitest";
import type { State } from "../conversation/state.ts";
import { step } from "./step.ts";

const noa = { id: 41, name: "Noa" };
const desk = flowOf({ city: question("City?", "city", "done"), done: message("Done.") });

/** Five minutes of silence and the agent lets go. */
const asked = (agentIdleMs = 300_000) => given(desk, { agentIdleMs }).when(comes());
const held = () => asked().when(assigns(mia));

type Conversation = ReturnType<typeof held>["conversation"];
const timersOf = ({ outside }: Conversation) => outside.timers().map(({ timer }) => timer);
const holderOf = ({ state }: Conversation) => state().holder?.id ?? null;

test("takes the conversation from an agent after too long a silence; the next message goes to the kept block", () => {
  held()
    .when(passes("299 seconds"))
    .then(staysSilent(), isHeldBy(40))
    .when(passes("1 second"))
    .then(announces("unassign"), isParkedAt("city", "asking"))
    .when(says("Paris"))
    .then(replies("Done."));
});

test("names the agent who was let go", () => {
  const { conversation } = held().when(passes("300 seconds"));
  expect(conversation.entries.at(-1)).toMatchObject({
    ...{ action: "unassign", agent: mia, author: { kind: "sys", id: 0 } },
  });
  expect(holderOf(conversation)).toBeNull();
});

test.each([
  ["the customer", says("Are you there?")],
  ["the agent", agentWrites(mia, "One moment")],
  ["another agent, beside the holder", agentWrites(noa, "Hello", false)],
])("a word of %s begins the silence anew", (_who, speaks) => {
  held()
    .when(passes("200 seconds"), speaks, passes("299 seconds"))
    .then(isHeldBy(40))
    .when(passes("1 second"))
    .then(announces("unassign"));
});

test("a new holder has the whole time", () => {
  held()
    .when(passes("200 seconds"), assigns(noa, true), passes("299 seconds"))
    .then(isHeldBy(41))
    .when(passes("1 second"))
    .then(announces("unassign"));
});

test("what is no word does not count: the silence goes on", () => {
  const fact = { kind: "facts", facts: { browser: "x" } } as const;
  const set = { kind: "set-fields", fields: { plan: { type: "string", value: "gold" } } } as const;
  held()
    .when(
      passes("200 seconds"),
      happens("a fact", fact),
      happens("a field", set),
      assigns(mia),
      passes("100 seconds"),
    )
    .then(announces("unassign"));
});

test("sending takes over, and is watched from then on", () => {
  asked()
    .when(agentWrites(mia, "Hi"))
    .then(isHeldBy(40))
    .when(passes("300 seconds"))
    .then(announces("unassign"));
});

test("whatever takes the conversation from the agent ends the watch", () => {
  const go = goes("done");
  for (const release of [unassigns(), archives(), go]) {
    const { conversation } = held();
    expect(timersOf(conversation)).toHaveLength(1);
    release.perform(conversation);
    expect(timersOf(conversation)).toEqual([]);
    expect(conversation.state().holderTimer).toBeNull();
  }
});

test("runs one timer however much is said, and a stale one changes nothing", () => {
  const { conversation } = held();
  const [first] = conversation.outside.timers();
  if (!first) throw new Error("A timer runs.");
  for (const act of [says("a"), says("b"), agentWrites(mia, "c")]) act.perform(conversation);
  expect(timersOf(conversation)).toHaveLength(1);
  const state = conversation.state();
  const late = { kind: "timer-fired", visit: first.visit, timer: first.timer } as const;
  expect(conversation.send(late)).toEqual({ state, entries: [], effects: [], trace: [] });
});

test("what the bot was told meanwhile is taken up when the agent lets go", () => {
  const calls = flowOf({
    call: { kind: "webhook", params: { url: "https://x.example/" }, next: { success: "done" } },
    done: message("Done."),
  });
  const { conversation } = given(calls, { agentIdleMs: 300_000 }).when(comes(), assigns(mia));
  const { visit } = conversation.state();
  const answer = { kind: "answered", status: 200, headers: {}, text: "", durationMs: 1 } as const;
  conversation.send({ kind: "http-answered", visit, answer });
  conversation.wait(300_000);
  expect(conversation.entries.at(-1)).toMatchObject({ message: { text: "Done." } });
});

test("of a blocked customer the agent lets go as well, and the bot stays silent", () => {
  held().when(blocks()).when(passes("300 seconds")).then(announces("unassign"), staysSilent());
});

describe("without a limit", () => {
  test("an agent holds for ever", () => {
    asked(0).when(assigns(mia), passes("30 days")).then(isHeldBy(40));
  });

  test("a timer that still runs lets nobody go, and the next word ends it", () => {
    const { conversation } = held();
    const [timer] = conversation.outside.timers();
    if (!timer) throw new Error("A timer runs.");
    const flow = conversation.flow();
    expect(flow.bot).toBe(1);
    const state = conversation.state();
    const moment = { atMs: timer.dueMs, seed: 1 };
    const fired = step(flow, state, {
      ...{ kind: "timer-fired", visit: timer.visit, timer: timer.timer },
      ...moment,
    });
    expect(fired).toMatchObject({
      entries: [],
      effects: [],
      state: { holder: mia, holderTimer: null },
    });
    const said = { kind: "customer-message", message: { type: "text", text: "x" } } as const;
    const spoken = step(flow, state, { ...said, ...moment });
    expect(spoken.effects).toEqual([{ kind: "cancel-timer", timer: timer.timer }]);
  });
});

test("a state from before there was such a timer is watched from the next word on", () => {
  const { conversation } = asked(0).when(assigns(mia));
  const { holderTimer: _, ...old } = conversation.state();
  const said = { kind: "customer-message", message: { type: "text", text: "x" } } as const;
  const moment = { atMs: 1_000, seed: 1, agentIdleMs: 60_000 };
  const { state, effects } = step(conversation.flow(), old as State, { ...said, ...moment });
  expect(effects).toEqual([
    { kind: "start-timer", visit: state.visit, timer: state.holderTimer, dueMs: 61_000 },
  ]);
});
