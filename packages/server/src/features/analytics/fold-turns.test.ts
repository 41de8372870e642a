import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConversationPlace, Count, LoggedTurn, TurnFacts } from "../../ports/analytics.ts";
import { foldTurns } from "./fold-turns.ts";
import { responseStep, responseSteps } from "./response-steps.ts";
import { timeStep } from "./time-steps.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Turns of conversation 1 with bot 7, version 2, a minute apart. */
const turnsOf = (...facts: readonly TurnFacts[]): LoggedTurn[] =>
  facts.map((fact, at) => turn(at, fact));

const turn = (at: number, facts: TurnFacts, changes: Partial<LoggedTurn> = {}): LoggedTurn => ({
  ...{ id: at + 1, conversationId: 1, atMs: 10 * hourMs + at * minuteMs, botId: 7, version: 2 },
  ...{ facts, ...changes },
});

const isStanding = ({ kind }: Count): boolean => kind === "waiting" || kind === "ended";

/** What was counted of the day, as lines: `bot begun 1`, `left ask:success 2`. */
const linesOf = ({ counts }: { readonly counts: readonly Count[] }): string[] =>
  counts
    .filter(({ bucketHours }) => bucketHours === 24)
    .map(({ kind, name, detail, count }) => `${kind} ${name}${detail && `:${detail}`} ${count}`)
    .sort();

test("counts a conversation's way through its blocks", () => {
  const folded = foldTurns(
    [],
    turnsOf(
      {
        at: "ask",
        out: 2,
        moves: [
          ["hi", 1, "success"],
          ["ask", 1],
        ],
      },
      { at: "ask", in: 1, out: 1 },
      {
        closed: 1,
        in: 1,
        out: 1,
        moves: [
          ["ask", 0, "success", "42"],
          ["bye", 1],
        ],
      },
    ),
  );
  expect(linesOf(folded)).toEqual([
    ...["answer ask:42 1", "bot begun 1", "bot completed 1", "bot in 2", "bot out 4"],
    ...[
      `completion :${timeStep(2 * minuteMs)} 1`,
      "entered ask 1",
      "entered bye 1",
      "entered hi 1",
      "left ask:success 1",
      "left hi:success 1",
    ],
  ]);
  expect(folded.places).toEqual([
    {
      ...{ conversationId: 1, botId: 7, version: 2, block: null, isEnded: false },
      ...{ isCompleted: true, begunMs: 10 * hourMs },
      ...{ sinceMs: 10 * hourMs + 2 * minuteMs, askedMs: null },
      receivedMs: 10 * hourMs + 2 * minuteMs,
    },
  ]);
});

test("completes a conversation once, by a goal or by its end, whichever comes first", () => {
  const goal: TurnFacts = {
    at: "x",
    goals: 1,
    moves: [
      ["goal", 1, "success"],
      ["x", 1],
    ],
  };
  const folded = foldTurns([], turnsOf(goal, goal, { closed: 1, moves: [["bye", 1]] }));
  expect(linesOf(folded)).toContain("bot completed 1");
  expect(linesOf(folded)).toContain("bot goals 2");
});

test("completes a conversation at an end that the turn calls one, once, also when Go sends it on to another", () => {
  const ends = (block: string): TurnFacts => ({
    at: block,
    end: 2,
    moves: [[block, 1, "success"]],
  });
  const folded = foldTurns(
    [],
    turnsOf(ends("thanks"), { at: "thanks", end: 1, in: 1 }, ends("paid")),
  );
  expect(linesOf(folded)).toContain("bot completed 1");
  expect(folded.places).toMatchObject([{ block: "paid", isEnded: true, isCompleted: true }]);
});

test("an end that completes nothing stands as an end", () => {
  const folded = foldTurns([], turnsOf({ at: "no", end: 1, moves: [["no", 1, "success"]] }));
  expect(linesOf(folded)).not.toContain("bot completed 1");
  expect(folded.counts.filter(isStanding)).toMatchObject([
    { kind: "ended", name: "no", bucketHours: 0, hour: 0, count: 1 },
    { kind: "ended", name: "no", bucketHours: 1, hour: 10, count: 1 },
  ]);
});

test("moves a conversation's standing along with it, and says nothing of one that stays within the hour", () => {
  const first = foldTurns([], turnsOf({ at: "ask", moves: [["ask", 1]] }));
  const stays = foldTurns(first.places, [turn(1, { at: "ask", in: 1 })]);
  expect(stays.counts.filter(isStanding)).toEqual([]);
  const later = turn(90, { at: "wait", moves: [["wait", 1]] });
  const moved = foldTurns(stays.places, [later]).counts.filter(isStanding);
  expect(
    moved.map(({ name, bucketHours, hour, count }) => [name, bucketHours, hour, count]),
  ).toEqual([
    ["ask", 0, 0, -1],
    ["ask", 1, 10, -1],
    ["wait", 0, 0, 1],
    ["wait", 1, 11, 1],
  ]);
});

test("counts by the hour and by the day, answers by the day alone", () => {
  const answers: TurnFacts = { at: "b", moves: [["a", 0, "success", "yes"]] };
  const { counts } = foldTurns([], [turn(0, answers), turn(60, answers)]);
  const told = counts
    .filter(({ kind }) => kind === "left" || kind === "answer")
    .map(({ kind, bucketHours, hour, count }) => `${kind} ${bucketHours} ${hour} ${count}`);
  expect(told.sort()).toEqual(["answer 24 0 2", "left 1 10 1", "left 1 11 1", "left 24 0 2"]);
});

test("begins again with each bot that it comes to, and may be completed there", () => {
  const away: TurnFacts = {
    at: "there",
    moves: [
      ["jump", 1, "jump", null, 7, 2],
      ["there", 1],
    ],
  };
  const folded = foldTurns(
    [],
    [turn(0, away, { botId: 8, version: 1 }), turn(1, { closed: 1 }, { botId: 8, version: 1 })],
  );
  const daily = folded.counts.filter(({ bucketHours }) => bucketHours === 24);
  const begun = daily.filter(({ name }) => name === "begun");
  expect(begun.map(({ botId, version }) => [botId, version])).toEqual([
    [7, 2],
    [8, 1],
  ]);
  const completed = daily.find(({ name }) => name === "completed");
  expect(completed).toMatchObject({ botId: 8, version: 1 });
});

test("a conversation from before turns were logged stands where it is, and counts from then on", () => {
  const first = foldTurns([], turnsOf({ old: 1, at: "ask" }));
  expect(first.counts.filter((count) => !isStanding(count))).toEqual([]);
  expect(first.places).toMatchObject([{ block: "ask" }]);
  const next = foldTurns(first.places, [turn(1, { closed: 1, moves: [["ask", 0, "success"]] })]);
  expect(linesOf(next)).toEqual(["bot completed 1", "left ask:success 1"]);
});

test("measures an agent from when the conversation came to them to their first word, once", () => {
  const folded = foldTurns(
    [],
    turnsOf({ in: 1 }, { holder: 40 }, { in: 1 }, { out: 1, by: 40 }, { out: 1, by: 40 }),
  );
  const responses = folded.counts.filter(({ kind }) => kind.startsWith("response"));
  expect(linesOf({ counts: responses })).toEqual([
    "response 40:3 1",
    `response-ms 40 ${2 * minuteMs}`,
  ]);
});

test("measures an agent who steps in by writing from the customer's last message", () => {
  const folded = foldTurns([], turnsOf({ in: 1 }, { in: 1 }, {}, { out: 1, by: 40, holder: 40 }));
  expect(linesOf(folded)).toContain(`response-ms 40 ${2 * minuteMs}`);
  const unasked = foldTurns([], turnsOf({ out: 1, by: 40, holder: 40 }));
  expect(linesOf(unasked)).toEqual(["bot out 1"]);
});

test("an agent who let go before answering is not measured", () => {
  const folded = foldTurns([], turnsOf({ holder: 40 }, { holder: 0 }, { out: 1, by: 40 }));
  expect(linesOf(folded)).toEqual(["bot out 1"]);
});

test("gives every response time a step, each up to its end", () => {
  expect(responseStep(0)).toBe(0);
  expect(responseStep(10_000)).toBe(0);
  expect(responseStep(10_001)).toBe(1);
  expect(responseSteps[responseStep(10 * 24 * hourMs)]).toBeNull();
});

const facts = fc.record(
  {
    at: fc.constantFrom("a", "b"),
    in: fc.integer({ min: 1, max: 2 }),
    out: fc.integer({ min: 1, max: 3 }),
    goals: fc.constant(1),
    end: fc.constantFrom(1 as const, 2 as const),
    closed: fc.constant(1 as const),
    by: fc.constantFrom(40, 41),
    holder: fc.constantFrom(0, 40, 41),
    moves: fc.array(
      fc.constantFrom<NonNullable<TurnFacts["moves"]>[number]>(
        ["a", 1],
        ["a", 0, "success", "yes"],
        ["b", 1, "jump", null, 9, 1],
      ),
    ),
  },
  { requiredKeys: [] },
);

test("the same log gives the same numbers, however it is cut into steps", () => {
  const log = fc.array(
    fc.record({
      facts,
      conversationId: fc.integer({ min: 1, max: 3 }),
      botId: fc.constantFrom(7, 8),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(log, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 30 }), (rows, sizes) => {
      const turns = rows.map(({ facts: did, ...rest }, at) => turn(at, did, rest));
      const whole = foldTurns([], turns);
      const counts = new Map<string, number>();
      let places = new Map<number, ConversationPlace>();
      let rest: readonly LoggedTurn[] = turns;
      for (const size of sizes) {
        const step = foldTurns([...places.values()], rest.slice(0, size));
        rest = rest.slice(size);
        for (const { count, ...key } of step.counts) {
          const name = JSON.stringify(key);
          counts.set(name, (counts.get(name) ?? 0) + count);
        }
        places = new Map([...places, ...step.places.map((it) => [it.conversationId, it] as const)]);
      }
      expect(rest).toEqual([]);
      for (const [name, count] of counts) if (count === 0) counts.delete(name);
      const wanted = whole.counts.map(({ count, ...key }) => [JSON.stringify(key), count] as const);
      expect(counts).toEqual(new Map(wanted));
      expect(places).toEqual(new Map(whole.places.map((it) => [it.conversationId, it])));
    }),
  );
});
