import assert from "node:assert/strict";
import { mostAnswersADay, type TurnFacts } from "../../ports/analytics.ts";
import { standingCounts } from "../../ports/standing-counts.ts";
import type { Store } from "../../ports/store.ts";
import {
  advanceToEnd,
  answerCount,
  BOT,
  count,
  HOUR,
  line,
  logTurns,
  place,
  request,
} from "./analytics-samples.ts";
import { builderCases } from "./builder-cases.ts";
import { conversation, firstTurn, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const all = { botId: BOT, bucketHours: 1, fromHour: 0, untilHour: HOUR + 100 } as const;
const byDay = { ...all, bucketHours: 24 } as const;
const asks: TurnFacts = { at: "ask", moves: [["ask", 1]] };
const answers = (text: string): TurnFacts => ({
  at: "b",
  moves: [
    ["ask", 0, "success", text],
    ["b", 1],
  ],
});

const totalsOf = async (store: Store, kind: "answer" | "entered" = "answer") =>
  (await store.countTotals({ ...(kind === "answer" ? byDay : all), kinds: [kind] })).map(
    ({ name, detail, count: sum }) => `${name}:${detail} ${sum}`,
  );

const erase = (store: Store, conversationId: number) =>
  written(store, { records: [{ kind: "erase-conversation", conversationId }] });

/** What is kept for builders, and of what conversations did. */
export const analyticsCases: readonly StoreCase[] = [
  ...builderCases,
  {
    name: "a turn and its line in the log are one: what is refused is not logged",
    run: async ({ store }) => {
      const [first] = await logTurns(store, 1, [asks]);
      assert.deepEqual(first, { id: first?.id, ...line(1, asks) });
      const stale = { ...firstTurn(conversation(1)), line: line(1), webhookRequest: request(1) };
      assert.equal(await store.commit({ turn: stale }), "conflict");
      assert.deepEqual(await store.turnsAfter(first?.id ?? 0, 10), []);
      assert.deepEqual(await store.webhookRequests({ botId: BOT, limit: 10 }), []);
    },
  },
  {
    name: "refuses a line or a request of another conversation than the turn's",
    run: async ({ store }) => {
      const turn = firstTurn(conversation(1));
      await assert.rejects(store.commit({ turn: { ...turn, line: line(2) } }));
      await assert.rejects(store.commit({ turn: { ...turn, webhookRequest: request(2) } }));
    },
  },
  {
    name: "turns are read in the order of their commits, from any place on",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks, answers("x")]);
      await logTurns(store, 2, [asks]);
      const log = await store.turnsAfter(0, 10);
      assert.deepEqual(
        log.map(({ conversationId }) => conversationId),
        [1, 1, 2],
      );
      assert.deepEqual(await store.turnsAfter(log[0]?.id ?? 0, 1), [log[1]]);
      assert.deepEqual(await store.turnsAfter(log[2]?.id ?? 0, 10), []);
    },
  },
  {
    name: "counts add up, and are written on the position that they were read at only",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks]);
      const from = await store.insightsReader();
      assert.equal(await advanceToEnd(store, [count(), count({ count: 2 })], [place(1)]), true);
      const late = { from, position: 99, counts: [count()], places: [place(1, { block: "z" })] };
      assert.equal(await store.advanceInsights(late), false);
      assert.deepEqual(await totalsOf(store, "entered"), ["a: 3"]);
      assert.deepEqual(await store.places([1, 2]), [place(1)]);
      assert.equal(await advanceToEnd(store, [count({ hour: HOUR + 1 })]), true);
      assert.deepEqual(await totalsOf(store, "entered"), ["a: 4"]);
    },
  },
  {
    name: "counts are told by hours, versions and kinds",
    run: async ({ store }) => {
      const begun = { kind: "bot", name: "begun" } as const;
      await advanceToEnd(store, [
        count({ ...begun, hour: HOUR, version: 1 }),
        count({ ...begun, hour: HOUR, version: 2, count: 2 }),
        count({ ...begun, hour: HOUR + 1, version: 2, count: 4 }),
        count({ kind: "left", name: "a", detail: "yes", count: 5 }),
        count({ kind: "left", name: "a", detail: "no", hour: HOUR + 2, count: 6 }),
      ]);
      assert.deepEqual(await store.botCounts(all), [
        { hour: HOUR, name: "begun", count: 3 },
        { hour: HOUR + 1, name: "begun", count: 4 },
      ]);
      assert.deepEqual(await store.botCounts({ ...all, untilHour: HOUR + 1, version: 2 }), [
        { hour: HOUR, name: "begun", count: 2 },
      ]);
      const kinds = ["entered", "left"] as const;
      assert.deepEqual(await store.countTotals({ ...all, kinds }), [
        { kind: "left", name: "a", detail: "no", count: 6 },
        { kind: "left", name: "a", detail: "yes", count: 5 },
      ]);
      const early = { ...all, kinds, untilHour: HOUR + 2 };
      assert.deepEqual(await store.countTotals(early), [
        { kind: "left", name: "a", detail: "yes", count: 5 },
      ]);
      assert.deepEqual(await store.countTotals({ ...all, kinds, version: 1 }), []);
    },
  },
  {
    name: "counts of hours, of days and of all time are kept apart",
    run: async ({ store }) => {
      const begun = { kind: "bot", name: "begun" } as const;
      await advanceToEnd(store, [
        count({ ...begun, hour: HOUR + 1 }),
        count({ ...begun, bucketHours: 24, count: 5 }),
        count({ kind: "entered", bucketHours: 24, count: 7 }),
      ]);
      assert.deepEqual(await store.botCounts(all), [{ hour: HOUR + 1, name: "begun", count: 1 }]);
      assert.deepEqual(await store.botCounts(byDay), [{ hour: HOUR, name: "begun", count: 5 }]);
      assert.deepEqual(await totalsOf(store, "entered"), []);
      assert.deepEqual(await store.countTotals({ ...byDay, kinds: ["entered"] }), [
        { kind: "entered", name: "a", detail: "", count: 7 },
      ]);
    },
  },
  {
    name: "tells how many conversations stand at each block, how many silently, and how many at their end",
    run: async ({ store }) => {
      const sinceMs = HOUR * 3_600_000;
      const places = [
        place(1, { sinceMs }),
        place(2, { sinceMs: sinceMs - 1 }),
        place(3, { version: 3, sinceMs }),
        place(4, { block: null }),
        place(5, { botId: BOT + 1 }),
        place(6, { isEnded: true }),
      ];
      await advanceToEnd(
        store,
        places.flatMap((it) => standingCounts(it, 1)),
        places,
      );
      const third = { version: 3, block: "a", waiting: 1, silent: 0, ended: 0 };
      assert.deepEqual(await store.standings(BOT, HOUR), [
        { version: 2, block: "a", waiting: 2, silent: 1, ended: 1 },
        third,
      ]);
      await advanceToEnd(
        store,
        places.slice(0, 2).flatMap((it) => standingCounts(it, -1)),
        [place(1, { block: null }), place(2, { block: null })],
      );
      assert.deepEqual(await store.standings(BOT, HOUR), [
        { version: 2, block: "a", waiting: 0, silent: 0, ended: 1 },
        third,
      ]);
    },
  },
  {
    name: "an erased customer stands nowhere any more",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks]);
      await logTurns(store, 2, [{ at: "a", end: 1 }]);
      await logTurns(store, 3, [asks]);
      const sinceMs = HOUR * 3_600_000;
      const places = [
        place(1, { sinceMs }),
        place(2, { isEnded: true, sinceMs }),
        place(3, { sinceMs }),
      ];
      await advanceToEnd(
        store,
        places.flatMap((it) => standingCounts(it, 1)),
        places,
      );
      await erase(store, 1);
      await erase(store, 2);
      assert.deepEqual(await store.standings(BOT, HOUR), [
        { version: 2, block: "a", waiting: 1, silent: 0, ended: 0 },
      ]);
    },
  },
  {
    name: "so many answers of a day are told apart; the rest is counted without words",
    run: async ({ store }) => {
      const many = Array.from({ length: mostAnswersADay + 3 }, (_, at) =>
        answerCount(`text ${at}`),
      );
      await advanceToEnd(store, [...many, answerCount("text 0")]);
      const totals = await store.countTotals({ ...byDay, kinds: ["answer"] });
      assert.equal(totals.length, mostAnswersADay + 1);
      assert.equal(totals.find(({ detail }) => detail === "")?.count, 3);
      assert.equal(totals.find(({ detail }) => detail === "text 0")?.count, 2);
    },
  },
  {
    name: "erasing a customer takes their words out of the counts, and leaves that they answered",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks, answers("ann@example.org"), asks, answers("yes")]);
      await logTurns(store, 2, [asks, answers("yes")]);
      await advanceToEnd(
        store,
        [answerCount("ann@example.org"), answerCount("yes", 2)],
        [place(1), place(2)],
      );
      await logTurns(store, 3, [asks, answers("yes")]);
      await erase(store, 1);
      assert.deepEqual(await totalsOf(store), ["ask: 2", "ask:yes 1"]);
      assert.deepEqual(await store.places([1, 2]), [place(2)]);
      // What was not counted yet is gone before it is.
      await erase(store, 3);
      assert.deepEqual(await totalsOf(store), ["ask: 2", "ask:yes 1"]);
      const log = await store.turnsAfter(0, 100);
      assert.deepEqual([...new Set(log.map(({ conversationId }) => conversationId))], [2]);
    },
  },
  {
    name: "erasing a customer takes their requests, and answers given in another bot on the way",
    run: async ({ store }) => {
      const there = { botId: BOT + 1, version: 5 };
      const turn = firstTurn(conversation(1));
      const facts: TurnFacts = { at: "b", moves: [["ask", 0, "success", "secret", BOT + 1, 5]] };
      await written(store, {
        turn: { ...turn, line: line(1, facts), webhookRequest: request(1) },
      });
      await advanceToEnd(store, [answerCount("secret", 1, there)]);
      await erase(store, 1);
      const elsewhere = { ...byDay, botId: BOT + 1, kinds: ["answer"] as const };
      assert.deepEqual(await store.countTotals(elsewhere), [
        { kind: "answer", name: "ask", detail: "", count: 1 },
      ]);
      assert.deepEqual(await store.webhookRequests({ botId: BOT, limit: 10 }), []);
    },
  },
  {
    name: "an erasure makes void what was read before it; turns that come later are not missed",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks, asks, asks]);
      const from = await store.insightsReader();
      const position = (await store.turnsAfter(0, 10)).at(-1)?.id ?? 0;
      await erase(store, 1);
      assert.equal(await store.advanceInsights({ from, position, counts: [], places: [] }), false);
      await advanceToEnd(store, []);
      await logTurns(store, 2, [asks]);
      const now = await store.insightsReader();
      assert.equal((await store.turnsAfter(now.position, 10)).length, 1);
      await erase(store, 2);
      await logTurns(store, 3, [asks]);
      const { position: last } = await store.insightsReader();
      assert.equal((await store.turnsAfter(last, 10)).length, 1);
    },
  },
  {
    name: "the projection can be made again from the log, which stays",
    run: async ({ store }) => {
      await logTurns(store, 1, [asks]);
      await advanceToEnd(store, [count()], [place(1)]);
      const { epoch } = await store.insightsReader();
      await store.resetInsights(7);
      assert.deepEqual(await store.insightsReader(), { position: 0, epoch: epoch + 1, form: 7 });
      assert.deepEqual(await totalsOf(store, "entered"), []);
      assert.deepEqual(await store.places([1]), []);
      assert.equal((await store.turnsAfter(0, 10)).length, 1);
    },
  },
];
