import assert from "node:assert/strict";
import type { CommentRecord, FlowTestRecord } from "../../ports/builder.ts";
import { BOT, request } from "./analytics-samples.ts";
import { conversation, customerWith, firstTurn, nextTurn, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

/** What is kept for builders: comments, tests, requests of Webhook blocks. */
export const builderCases: readonly StoreCase[] = [
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
      const pruned = await store.prune({ answersMs: 0, tracesMs: 2_000, deliveriesMs: 0 });
      assert.equal(pruned.requests, 1);
      const kept = await store.webhookRequests({ botId: BOT, limit: 10 });
      assert.deepEqual(
        kept.map(({ conversationId }) => conversationId),
        [2],
      );
    },
  },
];
