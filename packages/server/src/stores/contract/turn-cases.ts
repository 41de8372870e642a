import assert from "node:assert/strict";
import { StoreRefused } from "../../ports/store-failure.ts";
import {
  CHANNEL,
  conversation,
  customerWith,
  entry,
  firstTurn,
  nextTurn,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const ODD_TEXTS = [
  "",
  " ",
  "'; DROP TABLE conversation; --",
  "ünïcödé ß ſ İ ı",
  "e\u0301 is not \u00e9 in bytes",
  "👩‍👩‍👧‍👦 \u{10FFFF} \uFFFF \uFEFF",
  "\u202Eright to left\u2066",
  "tab\tline\nreturn\r\u001b\u007f\u0085\u2028\u2029",
  '{"json":"\\u0000 written out"}',
  "x".repeat(64 * 1024),
];

/** Invariant 2, and that what is written is what is read. */
export const turnCases: readonly StoreCase[] = [
  {
    name: "gives back a conversation as it was written",
    run: async ({ store }) => {
      const turn = firstTurn(
        conversation(7, {
          visitorKey: "key",
          externalToken: "token",
          isUnread: true,
          isOptedIn: true,
          lastEntryUs: 4,
          lastReceivedUs: 3,
          lastSentUs: 2,
          lastText: "hello",
        }),
        { entries: [entry(7, 1)] },
      );
      await written(store, { turn });
      assert.deepEqual(await store.conversation(7), turn.conversation);
      assert.deepEqual(await store.conversationByVisitor(CHANNEL, "key"), turn.conversation);
      assert.deepEqual(await store.conversationByToken(CHANNEL, "token"), turn.conversation);
    },
  },
  {
    name: "finds nothing under unknown names",
    run: async ({ store }) => {
      await written(store, { turn: firstTurn(conversation(7, { visitorKey: "key" })) });
      assert.equal(await store.conversation(8), null);
      assert.equal(await store.conversationByVisitor(CHANNEL, "other"), null);
      assert.equal(await store.conversationByVisitor(CHANNEL + 1, "key"), null);
      assert.equal(await store.conversationByToken(CHANNEL, "key"), null);
      assert.deepEqual(await store.entries({ conversationId: 8, limit: 10 }), []);
      assert.deepEqual(await store.trace(8, 10), []);
      assert.equal(await store.idempotentAnswer("scope"), null);
    },
  },
  {
    name: "writes a turn on the revision that it was computed from",
    run: async ({ store }) => {
      const first = await customerWith(store, 7);
      const second = nextTurn(first, { entries: [entry(7, 1)], state: { lastInput: "second" } });
      await written(store, { turn: second });
      assert.deepEqual(await store.conversation(7), second.conversation);
    },
  },
  {
    name: "writes all of a turn that says what it was computed from, whether names changed or not",
    run: async ({ store }) => {
      const first = await customerWith(store, 7);
      const said = { entries: [entry(7, 1)], state: { lastInput: "second" } };
      const second = nextTurn(first, { ...said, before: first });
      await written(store, { turn: second });
      assert.deepEqual(await store.conversation(7), second.conversation);
      const fields = { name: { type: "string", value: "Zoë" } } as const;
      const renamed = nextTurn(second.conversation, {
        entries: [entry(7, 2)],
        state: { fields },
        before: second.conversation,
      });
      await written(store, { turn: renamed });
      assert.deepEqual(await store.conversation(7), renamed.conversation);
      const search = { by: "name", text: "zo" } as const;
      const { rows } = await store.customers({ workspaceId: 1, offset: 0, limit: 9, search });
      assert.deepEqual(
        rows.map(({ id }) => id),
        [7],
      );
      const late = nextTurn(second.conversation, { ...said, before: second.conversation });
      assert.equal(await store.commit({ turn: late }), "conflict");
    },
  },
  {
    name: "refuses a turn that was computed from another revision than the one before it",
    run: async ({ store }) => {
      const first = await customerWith(store, 7);
      const second = nextTurn(first, { entries: [entry(7, 1)] });
      await written(store, { turn: second });
      const third = nextTurn(second.conversation, { entries: [entry(7, 2)], before: first });
      await assert.rejects(store.commit({ turn: third }), StoreRefused);
      const gap = nextTurn(second.conversation, {
        entries: [entry(7, 3)],
        before: second.conversation,
      });
      await assert.rejects(store.commit({ turn: gap }), StoreRefused);
    },
  },
  {
    name: "writes nothing of a turn on a stale, a future or an unknown revision",
    run: async ({ store }) => {
      const first = await customerWith(store, 7);
      const second = nextTurn(first, { entries: [entry(7, 1, "wins")] });
      await written(store, { turn: second });
      const late = nextTurn(first, { entries: [entry(7, 1, "late")] });
      const early = nextTurn({ ...second.conversation, revision: 3 }, { entries: [entry(7, 2)] });
      const unknown = nextTurn(conversation(9), { entries: [entry(9, 1)] });
      const again = firstTurn(conversation(7), { entries: [entry(7, 2)] });
      for (const turn of [late, early, unknown, again, firstTurn(conversation(7))]) {
        assert.equal(await store.commit({ turn }), "conflict");
      }
      assert.deepEqual(await store.conversation(7), second.conversation);
      assert.deepEqual(await store.entries({ conversationId: 7, limit: 10 }), second.entries);
      assert.equal(await store.conversation(9), null);
    },
  },
  {
    name: "lets one of two turns win that were computed from the same revision",
    run: async ({ store }) => {
      const first = await customerWith(store, 7);
      const racers = Array.from({ length: 20 }, (_, n) =>
        nextTurn(first, { entries: [entry(7, 1, `racer ${n}`)] }),
      );
      const results = await Promise.all(racers.map((turn) => store.commit({ turn })));
      assert.equal(results.filter((result) => result === "committed").length, 1);
      assert.equal(results.filter((result) => result === "conflict").length, 19);
      const winner = racers[results.indexOf("committed")];
      assert.deepEqual(await store.entries({ conversationId: 7, limit: 10 }), winner?.entries);
    },
  },
  {
    name: "gives a visitor's key and an external token to one customer of a channel",
    run: async ({ store }) => {
      await written(store, {
        turn: firstTurn(conversation(1, { visitorKey: "v", externalToken: "t" })),
      });
      for (const taken of [{ visitorKey: "v" }, { externalToken: "t" }]) {
        const turn = firstTurn(conversation(2, taken), { entries: [entry(2, 1)] });
        assert.equal(await store.commit({ turn }), "conflict");
        assert.equal(await store.conversation(2), null);
        assert.deepEqual(await store.entries({ conversationId: 2, limit: 1 }), []);
      }
      const elsewhere = { channelId: CHANNEL + 1, visitorKey: "v", externalToken: "t" };
      await written(store, { turn: firstTurn(conversation(2, elsewhere)) });
      await written(store, { turn: firstTurn(conversation(3)) });
      await written(store, { turn: firstTurn(conversation(4)) });
    },
  },
  {
    name: "moves a visitor's key to another one, unless it is taken",
    run: async ({ store }) => {
      const first = firstTurn(conversation(1, { visitorKey: "old" }));
      await written(store, { turn: first });
      await written(store, { turn: firstTurn(conversation(2, { visitorKey: "taken" })) });
      const moved = nextTurn({ ...first.conversation, visitorKey: "new" });
      await written(store, { turn: moved });
      assert.deepEqual(await store.conversationByVisitor(CHANNEL, "new"), moved.conversation);
      assert.equal(await store.conversationByVisitor(CHANNEL, "old"), null);
      const stolen = nextTurn({ ...moved.conversation, visitorKey: "taken" });
      assert.equal(await store.commit({ turn: stolen }), "conflict");
      assert.deepEqual(await store.conversation(1), moved.conversation);
    },
  },
  {
    name: "keeps odd texts byte by byte",
    run: async ({ store }) => {
      for (const [n, text] of ODD_TEXTS.entries()) {
        const turn = firstTurn(
          conversation(n + 1, { visitorKey: `key ${text}`, lastText: text, uuid: text }),
          { entries: [entry(n + 1, 1, text, `id ${text}`)] },
        );
        await written(store, { turn });
        assert.deepEqual(await store.conversation(n + 1), turn.conversation);
        assert.deepEqual(
          await store.conversationByVisitor(CHANNEL, `key ${text}`),
          turn.conversation,
        );
        assert.deepEqual(await store.entryByClientId(n + 1, `id ${text}`), turn.entries[0]);
      }
    },
  },
  {
    name: "keeps numbers exact to ±(2^53 − 1)",
    run: async ({ store }) => {
      for (const id of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1]) {
        const numbers = {
          registeredUs: Number.MAX_SAFE_INTEGER,
          lastEntryUs: Number.MIN_SAFE_INTEGER,
          lastReceivedUs: 0,
        };
        const facts = { tenth: 0.1, tiny: 5e-324, huge: 1.7976931348623157e308, low: -(2 ** 53) };
        const base = conversation(id, numbers);
        const turn = firstTurn({ ...base, state: { ...base.state, facts } });
        await written(store, { turn });
        assert.deepEqual(await store.conversation(id), turn.conversation);
      }
    },
  },
  {
    name: "keeps a large state",
    run: async ({ store }) => {
      const facts = Object.fromEntries(
        Array.from({ length: 1000 }, (_, n) => [`fact ${n}`, "é".repeat(200)]),
      );
      const base = conversation(7);
      const turn = firstTurn({ ...base, state: { ...base.state, facts } });
      await written(store, { turn });
      assert.deepEqual(await store.conversation(7), turn.conversation);
    },
  },
  {
    name: "is not changed by what a caller does to values that it gave or got",
    run: async ({ store }) => {
      const facts: { [name: string]: string } = { city: "Turku" };
      const base = conversation(7);
      await written(store, { turn: firstTurn({ ...base, state: { ...base.state, facts } }) });
      facts.city = "Oulu";
      const read = await store.conversation(7);
      assert.ok(read !== null);
      Object.assign(read.state, { facts: {} });
      assert.deepEqual((await store.conversation(7))?.state.facts, { city: "Turku" });
    },
  },
];
