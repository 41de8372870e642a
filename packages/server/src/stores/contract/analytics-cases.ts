import assert from "node:assert/strict";
import { mostAnswersADay, type TurnFacts } from "../../ports/analytics.ts";
import type { CommentRecord, FlowTestRecord } from "../../ports/builder.ts";
import type { Store } from "../../ports/store.ts";
import {
  advanceToEnd,
  BOT,
  count,
  HOUR,
  line,
  logTurns,
  place,
  request,
} from "./analytics-samples.ts";
import { conversation, customerWith, firstTurn, nextTurn, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const all = { botId: BOT, fromHour: 0, untilHour: HOUR + 100 };
const asks: TurnFacts = { at: "ask", moves: [["ask", 1]] };
const answers = (text: string): TurnFacts => ({
  at: "b",
  moves: [
    ["ask", 0, "success", text],
    ["b", 1],
  ],
});

const totalsOf = async (store: Store, kind: "answer" | "entered" = "answer") =>
  (await store.countTotals({ ...all, kinds: [kind] })).map(
    ({ name, detail, count: sum }) => `${name}:${detail} ${sum}`,
  );

const erase = (store: Store, conversationId: number) =>
  written(store, { records: [{ kind: "erase-conversation", conversationId }] });

/** What is kept for builders, and of what conversations did. */
export const analyticsCases: readonly StoreCase[] = [
  {
    name: "comments and flow tests are kept by bot, changed in place, and deleted",
    needs: "persistence",
    run: async ({ store, reopen }) => {
      const comment: CommentRecord = {
        ...{ id: 1, botId: BOT, block: null, x: 0.5, y: -3, text: "Why? é", agentId: 40_001 },
        ...{ isResolved: false, createdMs: 1, updatedMs: 2 },
      };
      const about = { block: "a", isResolved: true };
      const changed = { ...comment, ...about };
      const other = { ...comment, id: 2, botId: BOT + 1 };
      const test: FlowTestRecord = {
        ...{ id: 1, botId: BOT, name: "Pays", transcript: "> hi", createdMs: 1, updatedMs: 1 },
      };
      for (const it of [comment, other, changed])
        await written(store, { records: [{ kind: "put-comment", comment: it }] });
      await written(store, { records: [{ kind: "put-flow-test", test }] });
      const again = await reopen();
      assert.deepEqual(await again.comments(BOT), [changed]);
      assert.deepEqual(await again.flowTests(BOT), [test]);
      await written(again, {
        records: [
          { kind: "delete-comment", commentId: 1 },
          { kind: "delete-flow-test", testId: 1 },
        ],
      });
      assert.deepEqual([await again.comments(BOT), await again.flowTests(BOT)], [[], []]);
      assert.deepEqual(await again.comments(BOT + 1), [other]);
    },
  },
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
    name: "requests are listed newest first, by bot, block and customer, page by page",
    run: async ({ store }) => {
      let before = await customerWith(store, 1);
      for (const block of ["call", "call", "pay"]) {
        const turn = nextTurn(before);
        await written(store, { turn: { ...turn, webhookRequest: request(1, { block }) } });
        before = turn.conversation;
      }
      await written(store, {
        turn: { ...firstTurn(conversation(2)), webhookRequest: request(2) },
      });
      const rows = await store.webhookRequests({ botId: BOT, limit: 10 });
      assert.deepEqual(
        rows.map(({ conversationId, block }) => `${conversationId} ${block}`),
        ["2 call", "1 pay", "1 call", "1 call"],
      );
      assert.deepEqual(rows[0], { id: rows[0]?.id, ...request(2) });
      const ids = async (filter: object) =>
        (await store.webhookRequests({ botId: BOT, limit: 2, ...filter })).map(({ id }) => id);
      const [newest, pay, second, first] = rows.map(({ id }) => id);
      assert.deepEqual(await ids({}), [newest, pay]);
      assert.deepEqual(await ids({ beforeId: pay }), [second, first]);
      assert.deepEqual(await ids({ block: "call" }), [newest, second]);
      assert.deepEqual(await ids({ block: "call", beforeId: second }), [first]);
      assert.deepEqual(await ids({ conversationId: 1, block: "pay" }), [pay]);
      assert.deepEqual(await ids({ conversationId: 1, beforeId: second }), [first]);
      assert.deepEqual(await ids({ botId: BOT + 1 }), []);
      assert.deepEqual(await ids({ botId: BOT + 1, conversationId: 1 }), []);
    },
  },
  {
    name: "old requests are forgotten with old traces",
    run: async ({ store }) => {
      const old = request(1, { atMs: 1_000 });
      const fresh = request(2, { atMs: 2_000 });
      for (const webhookRequest of [old, fresh]) {
        const turn = firstTurn(conversation(webhookRequest.conversationId));
        await written(store, { turn: { ...turn, webhookRequest } });
      }
      await store.prune({ answersMs: 0, tracesMs: 2_000, deliveriesMs: 0 });
      const kept = await store.webhookRequests({ botId: BOT, limit: 10 });
      assert.deepEqual(
        kept.map(({ conversationId }) => conversationId),
        [2],
      );
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
      assert.deepEqual(await store.hourlyCounts(all), [
        { hour: HOUR, name: "begun", count: 3 },
        { hour: HOUR + 1, name: "begun", count: 4 },
      ]);
      assert.deepEqual(await store.hourlyCounts({ ...all, untilHour: HOUR + 1, version: 2 }), [
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
    name: "tells how many conversations stand at each block, and how many of them silently",
    run: async ({ store }) => {
      const places = [
        place(1),
        place(2, { sinceMs: 99 }),
        place(3, { version: 3 }),
        place(4, { block: null }),
        place(5, { botId: BOT + 1 }),
      ];
      await advanceToEnd(store, [], places);
      assert.deepEqual(await store.standings(BOT, 100), [
        { version: 2, block: "a", waiting: 2, silent: 1 },
        { version: 3, block: "a", waiting: 1, silent: 0 },
      ]);
    },
  },
  {
    name: "so many answers of an hour are told apart; the rest is counted without words",
    run: async ({ store }) => {
      const answer = (detail: string) => count({ kind: "answer", name: "ask", detail });
      const many = Array.from({ length: mostAnswersADay + 3 }, (_, at) => answer(`text ${at}`));
      await advanceToEnd(store, [...many, answer("text 0")]);
      const totals = await store.countTotals({ ...all, kinds: ["answer"] });
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
      const answer = (detail: string, times: number) =>
        count({ kind: "answer", name: "ask", detail, count: times });
      await advanceToEnd(
        store,
        [answer("ann@example.org", 1), answer("yes", 2)],
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
      await advanceToEnd(store, [
        count({ ...there, kind: "answer", name: "ask", detail: "secret" }),
      ]);
      await erase(store, 1);
      const elsewhere = { ...all, botId: BOT + 1, kinds: ["answer"] as const };
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
