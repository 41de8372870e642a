import assert from "node:assert/strict";
import type {
  AccountRecord,
  InvitationRecord,
  OneTimeRecord,
  SessionRecord,
  TwoFactorRecord,
} from "../../ports/accounts.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { agent } from "./sample-records.ts";
import { WORKSPACE, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const put = (store: Store, ...records: readonly RecordWrite[]) => written(store, { records });

const conflicts = async (store: Store, ...records: readonly RecordWrite[]) =>
  assert.equal(await store.commit({ records }), "conflict");

const account = (id: string, changes: Partial<AccountRecord> = {}): AccountRecord => ({
  ...{ id, name: "Ann É", email: `${id}@example.org`, passwordHash: "$argon2id$", createdMs: 1 },
  ...{ hasTwoFactor: false, updatedMs: 2 },
  ...changes,
});

const session = (id: string, changes: Partial<SessionRecord> = {}): SessionRecord => ({
  ...{ id, accountId: "a", tokenHash: `hash ${id}`, address: "::1", userAgent: "Firefox" },
  ...{ createdMs: 10, usedMs: 10, endsMs: 100 },
  ...changes,
});

const twoFactor = (accountId: string, changes: Partial<TwoFactorRecord> = {}): TwoFactorRecord => ({
  ...{ accountId, secret: "sealed", backupCodes: "sealed too" },
  ...{ isVerified: false, failures: 0, lockedUntilMs: null },
  ...changes,
});

const oneTime = (id: string, changes: Partial<OneTimeRecord> = {}): OneTimeRecord => ({
  ...{ id, name: "step", value: "", createdMs: 1, endsMs: 50 },
  ...changes,
});

const invitation = (id: string, changes: Partial<InvitationRecord> = {}): InvitationRecord => ({
  ...{ id, workspaceId: WORKSPACE, email: "bo@example.org", role: "manager" },
  ...{ tokenHash: `hash ${id}`, invitedBy: 40_001, createdMs: 1, endsMs: 50 },
  ...changes,
});

const putSession = (it: SessionRecord): RecordWrite => ({ kind: "put-session", session: it });

/** Who may sign in, and with what. */
export const accountCases: readonly StoreCase[] = [
  {
    name: "gives back accounts and what belongs to them as they were put, the newest first",
    run: async ({ store }) => {
      const locked = twoFactor("a", { isVerified: true, failures: 3, lockedUntilMs: 9 });
      const later = session("later", { createdMs: 11 });
      await put(
        store,
        { kind: "put-account", account: account("a", { hasTwoFactor: true }) },
        putSession(session("s")),
        putSession(session("same time")),
        putSession(later),
        putSession(session("other's", { accountId: "b" })),
        { kind: "put-two-factor", twoFactor: locked },
        { kind: "add-one-time", oneTime: oneTime("1") },
        { kind: "add-one-time", oneTime: oneTime("2") },
        { kind: "add-one-time", oneTime: oneTime("3", { name: "x", value: "v" }) },
        { kind: "put-invitation", invitation: invitation("i") },
        { kind: "put-invitation", invitation: invitation("j", { createdMs: 2 }) },
        { kind: "put-invitation", invitation: invitation("k", { workspaceId: 2 }) },
        { kind: "put-agent", agent: agent(40_002, { accountId: "a" }) },
        { kind: "put-agent", agent: agent(40_001, { accountId: "a", workspaceId: 2 }) },
        { kind: "put-agent", agent: agent(40_003) },
      );
      const full = account("a", { hasTwoFactor: true });
      assert.deepEqual(await store.account("a"), full);
      assert.deepEqual(await store.accountByEmail("a@example.org"), full);
      assert.deepEqual(await store.session("s"), session("s"));
      assert.deepEqual(await store.sessionByHash("hash later"), later);
      const newest = [later, session("same time"), session("s")];
      assert.deepEqual(await store.sessionsOf("a"), newest);
      assert.deepEqual(await store.twoFactorOf("a"), locked);
      assert.deepEqual(await store.oneTime("3"), oneTime("3", { name: "x", value: "v" }));
      assert.deepEqual(await store.oneTimesOf("step"), [oneTime("2"), oneTime("1")]);
      assert.deepEqual(await store.invitations(WORKSPACE), [
        invitation("j", { createdMs: 2 }),
        invitation("i"),
      ]);
      assert.deepEqual(await store.invitationByHash("hash i"), invitation("i"));
      const agents = await store.agentsOfAccount("a");
      assert.deepEqual(
        agents.map(({ id, accountId }) => [id, accountId]),
        [
          [40_001, "a"],
          [40_002, "a"],
        ],
      );
    },
  },
  {
    name: "finds nobody under names that nobody has",
    run: async ({ store }) => {
      for (const found of [
        await store.account("x"),
        await store.accountByEmail("x"),
        await store.session("x"),
        await store.sessionByHash("x"),
        await store.twoFactorOf("x"),
        await store.oneTime("x"),
        await store.invitationByHash("x"),
      ])
        assert.equal(found, null);
      assert.deepEqual(await store.sessionsOf("x"), []);
      assert.deepEqual(await store.oneTimesOf("x"), []);
      assert.deepEqual(await store.invitations(9), []);
      assert.deepEqual(await store.agentsOfAccount("x"), []);
    },
  },
  {
    name: "gives an e-mail address, a session's secret, a link and an account's seat once",
    run: async ({ store }) => {
      await put(
        store,
        { kind: "put-account", account: account("a") },
        putSession(session("s")),
        { kind: "put-invitation", invitation: invitation("i") },
        { kind: "put-agent", agent: agent(40_001, { accountId: "a" }) },
      );
      const { email } = account("a");
      await conflicts(store, { kind: "put-account", account: account("b", { email }) });
      await conflicts(store, putSession(session("t", { tokenHash: "hash s" })));
      const other = invitation("j", { tokenHash: "hash i" });
      await conflicts(store, { kind: "put-invitation", invitation: other });
      await conflicts(store, { kind: "put-agent", agent: agent(40_002, { accountId: "a" }) });
      await put(store, { kind: "put-account", account: account("a", { name: "Ann" }) });
      assert.equal((await store.account("a"))?.name, "Ann");
      assert.equal(await store.account("b"), null);
    },
  },
  {
    name: "lets one of two take what can be used once, and writes nothing for the other",
    run: async ({ store }) => {
      await put(
        store,
        { kind: "add-one-time", oneTime: oneTime("1") },
        { kind: "put-invitation", invitation: invitation("i") },
      );
      await conflicts(store, { kind: "add-one-time", oneTime: oneTime("1", { name: "x" }) });
      const takers: readonly RecordWrite[] = [
        { kind: "take-one-time", oneTimeId: "1" },
        { kind: "take-invitation", invitationId: "i" },
        { kind: "add-setting", name: "owner", value: "a" },
      ];
      for (const [n, take] of takers.entries()) {
        const commits = ["first", "second"].map((value) =>
          store.commit({ records: [{ kind: "put-setting", name: `mark ${n}`, value }, take] }),
        );
        assert.deepEqual(await Promise.all(commits), ["committed", "conflict"]);
        assert.equal(await store.setting(`mark ${n}`), "first");
      }
      assert.equal(await store.oneTime("1"), null);
      assert.equal(await store.invitationByHash("hash i"), null);
      assert.equal(await store.setting("owner"), "a");
    },
  },
  {
    name: "ends sessions, one or all but one, and brings none back by noting a use",
    run: async ({ store }) => {
      const ids = ["s", "t", "u"];
      await put(
        store,
        ...ids.map((id) => putSession(session(id))),
        putSession(session("other's", { accountId: "b" })),
      );
      await put(store, { kind: "note-session-use", sessionId: "s", usedMs: 20 });
      await put(store, { kind: "note-session-use", sessionId: "s", usedMs: 15 });
      assert.equal((await store.session("s"))?.usedMs, 20);
      await put(store, { kind: "delete-session", sessionId: "t" });
      await put(store, { kind: "note-session-use", sessionId: "t", usedMs: 30 });
      assert.equal(await store.session("t"), null);
      await put(store, { kind: "delete-sessions", accountId: "a", keptId: "s" });
      assert.deepEqual(
        (await store.sessionsOf("a")).map(({ id }) => id),
        ["s"],
      );
      await put(store, { kind: "delete-sessions", accountId: "a", keptId: null });
      assert.deepEqual(await store.sessionsOf("a"), []);
      assert.equal((await store.sessionsOf("b")).length, 1);
      await put(store, { kind: "put-two-factor", twoFactor: twoFactor("a") });
      await put(store, { kind: "put-two-factor", twoFactor: twoFactor("a", { failures: 1 }) });
      assert.equal((await store.twoFactorOf("a"))?.failures, 1);
      await put(store, { kind: "delete-two-factor", accountId: "a" });
      assert.equal(await store.twoFactorOf("a"), null);
    },
  },
  {
    name: "forgets what has ended and whom nobody has seen, and nothing else",
    run: async ({ store }) => {
      await put(
        store,
        putSession(session("ended", { endsMs: 50, usedMs: 49 })),
        putSession(session("unused", { usedMs: 30 })),
        putSession(session("alive", { endsMs: 51, usedMs: 31 })),
        { kind: "add-one-time", oneTime: oneTime("1") },
        { kind: "add-one-time", oneTime: oneTime("2", { endsMs: 51 }) },
        { kind: "put-invitation", invitation: invitation("i") },
        { kind: "put-invitation", invitation: invitation("j", { endsMs: 51 }) },
      );
      await put(store, { kind: "prune-access", endedMs: 50, unusedSinceMs: 30 });
      const left = [
        ...(await store.sessionsOf("a")),
        ...(await store.oneTimesOf("step")),
        ...(await store.invitations(WORKSPACE)),
      ];
      assert.deepEqual(
        left.map(({ id }) => id),
        ["alive", "2", "j"],
      );
    },
  },
];
