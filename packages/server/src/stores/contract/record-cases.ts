import assert from "node:assert/strict";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { agent, bot, channel, token, version, workspace } from "./sample-records.ts";
import {
  conversation,
  customerWith,
  entry,
  firstTurn,
  task,
  traceRow,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const put = (store: Store, ...records: readonly RecordWrite[]) => written(store, { records });

/** What is kept outside conversations. */
export const recordCases: readonly StoreCase[] = [
  {
    name: "gives back every kind of record as it was put, lists in ascending order",
    run: async ({ store }) => {
      await put(
        store,
        { kind: "put-workspace", workspace: workspace(2) },
        { kind: "put-workspace", workspace: workspace(1) },
        { kind: "put-agent", agent: agent(40_002) },
        { kind: "put-agent", agent: agent(40_001, { role: "admin", isActive: false }) },
        { kind: "put-agent", agent: agent(40_003, { workspaceId: 2 }) },
        { kind: "put-token", token: token(1, { expiresMs: 5, lastUsedMs: 6, revokedMs: 7 }) },
        { kind: "put-bot", bot: bot(1_000_001), expectedRevision: null },
        { kind: "put-version", version: version(1_000_001, 2) },
        { kind: "put-version", version: version(1_000_001, 1) },
        { kind: "put-channel", channel: channel(2_000_001, { keyHash: "k", botId: 1_000_001 }) },
        { kind: "put-setting", name: "mail", value: "" },
      );
      assert.deepEqual(await store.workspaces(), [workspace(1), workspace(2)]);
      const admin = agent(40_001, { role: "admin", isActive: false });
      assert.deepEqual(await store.agents(1), [admin, agent(40_002)]);
      const used = token(1, { expiresMs: 5, lastUsedMs: 6, revokedMs: 7 });
      assert.deepEqual(await store.tokens(1), [used]);
      assert.deepEqual(await store.tokenByHash("hash 1"), used);
      assert.deepEqual(await store.bot(1_000_001), bot(1_000_001));
      assert.deepEqual(await store.bots(1), [bot(1_000_001)]);
      assert.deepEqual(await store.version(1_000_001, 2), version(1_000_001, 2));
      const versions = [version(1_000_001, 1), version(1_000_001, 2)];
      assert.deepEqual(await store.versions(1_000_001), versions);
      const api = channel(2_000_001, { keyHash: "k", botId: 1_000_001 });
      assert.deepEqual(await store.channel(2_000_001), api);
      assert.deepEqual(await store.channels(1), [api]);
      assert.deepEqual(await store.channelByToken("H-2000001-x"), api);
      assert.deepEqual(await store.channelByKeyHash("k"), api);
      assert.equal(await store.setting("mail"), "");
    },
  },
  {
    name: "finds no record under names that nobody has",
    run: async ({ store }) => {
      assert.deepEqual(await store.workspaces(), []);
      assert.deepEqual(await store.agents(1), []);
      assert.deepEqual(await store.tokens(1), []);
      assert.deepEqual(await store.bots(1), []);
      assert.deepEqual(await store.versions(1), []);
      assert.deepEqual(await store.channels(1), []);
      assert.equal(await store.tokenByHash("x"), null);
      assert.equal(await store.bot(1), null);
      assert.equal(await store.version(1, 1), null);
      assert.equal(await store.channel(1), null);
      assert.equal(await store.channelByToken("x"), null);
      assert.equal(await store.channelByKeyHash("x"), null);
      assert.equal(await store.setting("x"), null);
    },
  },
  {
    name: "replaces a record of the same id",
    run: async ({ store }) => {
      await put(store, { kind: "put-channel", channel: channel(2_000_001, { keyHash: "k" }) });
      const renamed = channel(2_000_001, { name: "New", token: "H-2", isActive: false });
      await put(store, { kind: "put-channel", channel: renamed });
      assert.deepEqual(await store.channels(1), [renamed]);
      assert.equal(await store.channelByKeyHash("k"), null);
      await put(store, { kind: "put-setting", name: "a", value: "1" });
      await put(store, { kind: "put-setting", name: "a", value: "2" });
      assert.equal(await store.setting("a"), "2");
    },
  },
  {
    name: "notes the newest use of a token and leaves the rest of it alone",
    run: async ({ store }) => {
      await put(store, { kind: "put-token", token: token(1, { revokedMs: 5 }) });
      await put(store, { kind: "note-token-use", tokenId: 1, usedMs: 9 });
      await put(store, { kind: "note-token-use", tokenId: 1, usedMs: 8 });
      await put(store, { kind: "note-token-use", tokenId: 2, usedMs: 8 });
      assert.deepEqual(await store.tokens(1), [token(1, { revokedMs: 5, lastUsedMs: 9 })]);
    },
  },
  {
    name: "writes a draft only on the revision that it was made from",
    run: async ({ store }) => {
      const first = bot(1_000_001);
      await put(store, { kind: "put-bot", bot: first, expectedRevision: null });
      const second = bot(1_000_001, { revision: 2, name: "Renamed", version: 1 });
      const records = [{ kind: "put-bot", bot: second, expectedRevision: 1 }] as const;
      await put(store, ...records);
      assert.equal(await store.commit({ records }), "conflict");
      const fresh = [{ kind: "put-bot", bot: first, expectedRevision: null }] as const;
      assert.equal(await store.commit({ records: fresh }), "conflict");
      const unknown = [{ kind: "put-bot", bot: bot(1_000_002), expectedRevision: 1 }] as const;
      assert.equal(await store.commit({ records: unknown }), "conflict");
      assert.deepEqual(await store.bots(1), [second]);
    },
  },
  {
    name: "never changes a published version",
    run: async ({ store }) => {
      await put(store, { kind: "put-version", version: version(1_000_001, 1) });
      const again = { ...version(1_000_001, 1), note: "rewritten" };
      const records = [
        { kind: "put-setting", name: "touched", value: "yes" },
        { kind: "put-version", version: again },
      ] as const;
      assert.equal(await store.commit({ records }), "conflict");
      assert.equal((await store.version(1_000_001, 1))?.note, "as planned");
      assert.equal(await store.setting("touched"), null);
    },
  },
  {
    name: "gives tokens, channel names and an agent's e-mail address once",
    run: async ({ store }) => {
      const mail = { email: "ANN@example.org" };
      await put(
        store,
        { kind: "put-agent", agent: agent(40_001, { email: "ann@example.org" }) },
        { kind: "put-token", token: token(1) },
        { kind: "put-channel", channel: channel(2_000_001, { keyHash: "k" }) },
      );
      const taken: RecordWrite[] = [
        { kind: "put-agent", agent: agent(40_002, mail) },
        { kind: "put-token", token: token(2, { hash: "hash 1" }) },
        { kind: "put-channel", channel: channel(2_000_002, { token: "H-2000001-x" }) },
        { kind: "put-channel", channel: channel(2_000_002, { keyHash: "k" }) },
      ];
      for (const write of taken) {
        assert.equal(await store.commit({ records: [write] }), "conflict");
      }
      await put(
        store,
        { kind: "put-agent", agent: agent(40_001, mail) },
        { kind: "put-agent", agent: agent(40_002, { ...mail, workspaceId: 2 }) },
        { kind: "put-agent", agent: agent(40_003, { email: "" }) },
        { kind: "put-agent", agent: agent(40_004, { email: "" }) },
      );
    },
  },
  {
    name: "erases every row that holds a customer's data, and only theirs",
    run: async ({ store }) => {
      const parts = (id: number) => ({
        entries: [entry(id, 1, "secret", "key")],
        newTasks: [task(id, "a", { lane: "x" }), task(id, "b", { lane: "x" })],
        trace: [traceRow(id, "secret")],
      });
      const answer = { bodyHash: "h", status: 200, body: "secret", createdMs: 1 };
      const keys = { visitorKey: "v", externalToken: "t" };
      await written(store, {
        turn: firstTurn(conversation(1, keys), parts(1)),
        idempotency: { ...answer, scope: "theirs" },
      });
      await written(store, { idempotency: { ...answer, scope: "other" } });
      await written(store, { idempotency: { ...answer, scope: "refused", conversationId: 1 } });
      assert.deepEqual(await store.idempotentAnswer("refused"), { ...answer, scope: "refused" });
      const other = await customerWith(store, 2, parts(2));
      await put(
        store,
        { kind: "erase-conversation", conversationId: 1 },
        { kind: "erase-conversation", conversationId: 99 },
      );
      assert.equal(await store.conversation(1), null);
      assert.equal(await store.conversationByVisitor(conversation(1).channelId, "v"), null);
      assert.equal(await store.conversationByToken(conversation(1).channelId, "t"), null);
      assert.deepEqual(await store.entries({ conversationId: 1, limit: 9 }), []);
      assert.equal(await store.entryByClientId(1, "key"), null);
      assert.deepEqual(await store.trace(1, 9), []);
      assert.equal(await store.idempotentAnswer("theirs"), null);
      assert.equal(await store.idempotentAnswer("refused"), null);
      assert.equal((await store.idempotentAnswer("other"))?.body, "secret");
      assert.deepEqual(
        (await store.claimTasks(9, 1)).map(({ conversationId }) => conversationId),
        [2],
      );
      assert.deepEqual(await store.conversation(2), other);
      assert.deepEqual((await store.report()).faults, []);
      await written(store, { turn: firstTurn(conversation(3, keys)) });
    },
  },
];
