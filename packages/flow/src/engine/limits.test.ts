import { checkFlow } from "@parley/flow";
import {
  comes,
  flowOf,
  given,
  hasField,
  isParkedAt,
  isRefused,
  message,
  question,
  replies,
  says,
  sets,
  traces,
} from "@parley/testkit";
import { expect, test } from "vitest";
import { newState } from "../conversation/state.ts";
import { cpuClock } from "../testing/cpu-clock.ts";
import { loadFlow } from "./flow.ts";
import { proceed, step } from "./step.ts";
import { mostBlocksPerTurn } from "./walk.ts";

test("ends a loop that never waits after 500 blocks, visibly and at a place that Go can move", () => {
  const loop = flowOf({ a: message("Ping.", "b"), b: message("Pong.", "a") });
  const { conversation } = given(loop)
    .when(comes())
    .then(traces("endless-loop"), isParkedAt("a", "dead-end"));
  expect(conversation.entries).toHaveLength(mostBlocksPerTurn);
});

test("counts the blocks of one event over all bots that it runs through", () => {
  const bounce = (bot: number) =>
    flowOf({
      say: message(`Bot ${bot}.`, "over"),
      over: { kind: "jump", params: { bot: 3 - bot } },
    });
  const { conversation } = given(bounce(1), { otherBots: { 2: bounce(2) } })
    .when(comes())
    .then(traces("endless-loop"));
  expect(conversation.entries).toHaveLength(mostBlocksPerTurn / 2);
});

const heavy = Array.from({ length: 9_000 }, (_, at) => `item ${(at * 7_919) % 9_000}`);
const onAndOn = (...outputs: string[]) => Object.fromEntries(outputs.map((it) => [it, "again"]));

test.each([
  [
    "formulas",
    { kind: "formula", params: { formula: "Unique(@list)" }, next: onAndOn("success", "failed") },
  ],
  [
    "patterns",
    {
      kind: "formula",
      params: { formula: 'RegexTest("[ab]*a[ab]{200}d", @text)' },
      next: onAndOn("success", "failed"),
    },
  ],
  [
    "comparisons",
    {
      kind: "conditions",
      params: {
        join: "or",
        groups: Array.from({ length: 10 }, () => ({
          join: "or",
          rules: Array.from({ length: 20 }, () => ({
            ...{ left: "@text", operator: "contains", right: "@text@text" },
          })),
        })),
      },
      next: onAndOn("true", "false"),
    },
  ],
  ["long messages", { kind: "send_text", params: { text: "@text" }, next: onAndOn("success") }],
  [
    "large values",
    {
      kind: "set_field",
      params: { assignments: Array.from({ length: 50 }, () => ({ field: "x", value: "@text" })) },
      next: onAndOn("success", "failed"),
    },
  ],
])("ends a loop of %s when it has cost half a second, visibly", (_, block) => {
  const flow = flowOf({ wait: question("Ready?", "ready", "again"), again: block });
  const fields = { list: heavy, text: "ab".repeat(9_000) };
  const begun = given(flow).when(comes()).when(sets(fields));
  const spent = cpuClock();
  begun.when(says("Yes")).then(traces("too-much-work"), isParkedAt("again", "dead-end"));
  // It was minutes, for each message of a visitor. Far more than it takes, as the machine may be busy.
  expect(spent()).toBeLessThan(4_000);
});

const byTheThousand = Array.from({ length: 1_500 }, (_, at) => [`f${at}`, "ab"] as const);

test.each([
  ["the room is counted anew, as it is nearly full", { big: "é".repeat(81_800) }],
  ["all others are copied, of which there are many", Object.fromEntries(byTheThousand)],
])("counts as work that for each small field that is set %s", (_, fields) => {
  const small = Array.from({ length: 50 }, () => ({ field: "x", value: "ab" }));
  const again = {
    ...{ kind: "set_field", params: { assignments: small } },
    next: onAndOn("success", "failed"),
  };
  const begun = given(flowOf({ wait: question("Ready?", "ready", "again"), again }))
    .when(comes())
    .when(sets(fields));
  const spent = cpuClock();
  begun.when(says("Yes")).then(traces("too-much-work"));
  expect(spent()).toBeLessThan(4_000);
});

test("asks whether a field is there for nothing, however much is in it", () => {
  const isThere = {
    kind: "conditions",
    params: { groups: [{ rules: [{ left: "list", operator: "is_set" }] }] },
    next: onAndOn("true", "false"),
  };
  given(flowOf({ wait: question("Ready?", "ready", "again"), again: isThere }))
    .when(comes())
    .when(sets({ list: heavy }))
    .when(says("Yes"))
    .then(traces("endless-loop"));
});

test("counts the work of one event over all bots that it runs through", () => {
  const bounce = (bot: number, ahead = {}) =>
    flowOf({
      ...ahead,
      sort: {
        ...{ kind: "formula", params: { formula: "Unique(@list)" } },
        next: { success: "over", failed: "over" },
      },
      over: { kind: "jump", params: { bot: 3 - bot } },
    });
  const first = bounce(1, { wait: question("Ready?", "ready", "sort") });
  given(first, { otherBots: { 2: bounce(2) } })
    .when(comes())
    .when(sets({ list: heavy }))
    .when(says("Yes"))
    .then(traces("too-much-work"));
});

test("goes on in the other bot, from its start or from a block of it", () => {
  const other = flowOf({ hi: question("Other start.", "x"), there: question("Other block.", "y") });
  const start = flowOf({ over: { kind: "jump", params: { bot: 2 } } });
  const block = flowOf({ over: { kind: "jump", params: { bot: 2, block: "there" } } });
  const { conversation } = given(start, { otherBots: { 2: other } })
    .when(comes())
    .then(replies("Other start."));
  expect(conversation.state().bot).toBe(2);
  given(block, { otherBots: { 2: other } })
    .when(comes())
    .then(replies("Other block."))
    .when(says("Yes"))
    .then(hasField("y", "Yes"));
});

test("joins what was said before a departure with what follows it, without a gap", () => {
  const first = flowOf({ hi: message("One.", "over"), over: { kind: "jump", params: { bot: 2 } } });
  const other = flowOf({ hi: message("Two.") });
  const installation = { resumeUrl: () => "https://parley.test/" };
  const load = (bot: number, file: unknown) => {
    const { document } = checkFlow(file);
    if (!document) throw new Error("The flow has errors.");
    return loadFlow(bot, 1, document, installation);
  };
  const begun = step(load(1, first), newState(7, 1, 1), { kind: "start", atMs: 0, seed: 1 });
  expect(begun.departure).toMatchObject({ bot: 2, block: null, blocksRun: 2 });
  const whole = proceed(load(2, other), begun);
  expect(whole.departure).toBeUndefined();
  expect(whole.entries.map(({ seq, author }) => [seq, author.id])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(proceed(load(2, other), whole)).toBe(whole);
});

test("refuses a Set for which there is no room, in bytes and not in characters, and keeps the very same state", () => {
  const flow = flowOf({ ask: question("Name?", "name") });
  const { conversation } = given(flow).when(comes());
  const state = conversation.state();
  given(flow)
    .when(comes(), sets({ notes: "x".repeat(160 * 1024) }))
    .then(isRefused("too-many-fields"));
  const emoji = "🛶".repeat(50_000);
  const refused = step(conversation.flow(), state, {
    kind: "set-fields",
    fields: { notes: { type: "string", value: emoji } },
    atMs: 0,
    seed: 1,
  });
  expect(refused).toEqual({
    state,
    entries: [],
    effects: [],
    trace: [],
    refused: "too-many-fields",
  });
  expect(refused.state).toBe(state);
  given(flow)
    .when(comes(), sets({ notes: "x".repeat(150 * 1024) }))
    .then(isParkedAt("ask"));
});

test("refuses the fields of a Go for which there is no room, and does not go", () => {
  const flow = flowOf({ ask: question("Name?", "name"), more: question("More?", "more") });
  const { conversation } = given(flow).when(comes());
  const value = { type: "string", value: "x".repeat(200_000) } as const;
  conversation.send({ kind: "go", block: "more", isLaunched: true, fields: { big: value } });
  expect(conversation.steps.at(-1)?.refused).toBe("too-many-fields");
  expect(conversation.state().cursor).toEqual({ phase: "asking", block: "ask" });
});

test("clears a field by Set without leaving a null behind", () => {
  const flow = flowOf({ ask: question("Name?", "name") });
  const { conversation } = given(flow)
    .when(comes(), sets({ city: "Rome" }), sets({ city: null }))
    .then(hasField("city", undefined));
  expect(Object.keys(conversation.state().fields)).toEqual([]);
});

test("stops visibly at an arrow to a block that this version does not have", () => {
  const flow = flowOf({ a: message("Hi.", "b"), b: message("Never.") });
  const { document } = checkFlow(flow);
  if (!document) throw new Error("The flow has errors.");
  const { b: _, ...blocks } = document.blocks;
  const loaded = loadFlow(1, 1, { ...document, blocks }, { resumeUrl: () => "" });
  const { state, trace } = step(loaded, newState(1, 1, 1), { kind: "start", atMs: 0, seed: 1 });
  expect(state.cursor).toEqual({ phase: "dead-end", block: "b" });
  expect(trace).toMatchObject([{ code: "missing-block" }]);
});

test("counts the room for fields over all blocks of one step, as it would from the outside", () => {
  const fill = (n: number, rest: string) => ({
    kind: "set_field",
    params: { assignments: [{ field: `f${n}`, value: "é".repeat(20_000) }] },
    next: { success: rest, failed: "full" },
  });
  const flow = flowOf({
    a: fill(1, "b"),
    b: fill(2, "again"),
    again: fill(2, "clear"),
    clear: {
      kind: "set_field",
      params: { assignments: [{ field: "f1", value: "UNSET" }] },
      next: { success: "c" },
    },
    c: fill(1, "d"),
    d: fill(3, "e"),
    e: fill(4, "f"),
    f: fill(5, "a"),
    full: message("Full."),
  });
  const { conversation } = given(flow)
    .when(comes())
    .then(replies("Full."), traces("value-not-kept"));
  expect(Object.keys(conversation.state().fields).sort()).toEqual(["f1", "f2", "f3", "f4"]);
});
