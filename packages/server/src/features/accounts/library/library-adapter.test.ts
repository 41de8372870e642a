import { twoFactor } from "better-auth/plugins/two-factor";
import { beforeEach, expect, test } from "vitest";
import { createHandClock } from "../../../http/testing/hand-ports.ts";
import type { AccountRecord } from "../../../ports/accounts.ts";
import type { Store } from "../../../ports/store.ts";
import { openMemoryStore } from "../../../stores/memory/open-memory-store.ts";
import { idleMs } from "../session-life.ts";
import { createSessions } from "../sessions.ts";
import { createLibraryAdapter } from "./library-adapter.ts";

/** Not the machine's: whatever the library writes has to be moved. */
const nowMs = Date.UTC(2001, 0, 1);
const clock = createHandClock(nowMs);
let store: Store;
let adapter: ReturnType<ReturnType<typeof createLibraryAdapter>>;

const account: AccountRecord = {
  ...{ id: "a", name: "Ann", email: "ann@example.org", passwordHash: "$argon2id$x" },
  ...{ hasTwoFactor: false, createdMs: nowMs, updatedMs: nowMs },
};

beforeEach(async () => {
  store = openMemoryStore({ clock });
  const sessions = createSessions({ store, clock });
  adapter = createLibraryAdapter({ store, clock, sessions })({ plugins: [twoFactor()] });
  await store.commit({ records: [{ kind: "put-account", account }] });
});

const inAMinute = () => new Date(Date.now() + 60_000);
const is = (field: string, value: string | Date, operator: "eq" | "lt" | "ne" = "eq") => [
  { field, value, operator },
];
const token = "t".repeat(32);

async function makeSession() {
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: inAMinute() };
  return adapter.create<Record<string, unknown>>({
    model: "session",
    data: { userId: "a", token, ipAddress: "::1", userAgent: "x".repeat(999), ...times },
  });
}

test("keeps a session's token as a hash, and moves the library's times to the clock's", async () => {
  const made = await makeSession();
  expect(made.token).toBe(token);
  const [kept] = await store.sessionsOf("a");
  expect(JSON.stringify(kept)).not.toContain(token);
  expect(Math.abs((kept?.endsMs ?? 0) - nowMs - 60_000)).toBeLessThan(1_000);
  expect(kept?.userAgent).toHaveLength(300);
  const found = await adapter.findOne<{ token: string; expiresAt: Date }>({
    ...{ model: "session", where: is("token", token) },
  });
  expect(found?.token).toBe(token);
  expect(Math.abs((found?.expiresAt.getTime() ?? 0) - Date.now() - 60_000)).toBeLessThan(1_000);
  expect(
    await adapter.findOne({ model: "session", where: is("token", kept?.tokenHash ?? "") }),
  ).toBeNull();
});

test("knows no session that nobody has used for too long", async () => {
  const made = await makeSession();
  const [kept] = await store.sessionsOf("a");
  if (!kept) throw new Error("The session was not kept.");
  const unused = { ...kept, usedMs: clock.nowMs() - idleMs, endsMs: nowMs + 1e12 };
  await store.commit({ records: [{ kind: "put-session", session: unused }] });
  expect(
    await adapter.findOne({ model: "session", where: is("token", String(made.token)) }),
  ).toBeNull();
});

test("gives what can be used once to one of many", async () => {
  const data = { identifier: "step", value: "a", expiresAt: inAMinute(), createdAt: new Date() };
  const made = await adapter.create<Record<string, unknown>>({ model: "verification", data });
  const takers = Array.from({ length: 20 }, () =>
    adapter.consumeOne({ model: "verification", where: is("id", String(made.id)) }),
  );
  expect((await Promise.all(takers)).filter((it) => it !== null)).toHaveLength(1);
  expect(
    await adapter.findMany({ model: "verification", where: is("identifier", "step") }),
  ).toEqual([]);
});

test("counts every one of many at once", async () => {
  const data = { userId: "a", secret: "s", backupCodes: "b", verified: true };
  await adapter.create({ model: "twoFactor", data });
  const increment = { failedVerificationCount: 1 };
  await Promise.all(
    Array.from({ length: 20 }, () =>
      adapter.incrementOne({ model: "twoFactor", where: is("userId", "a"), increment }),
    ),
  );
  expect((await store.twoFactorOf("a"))?.failures).toBe(20);
  const guarded = await adapter.incrementOne({
    ...{ model: "twoFactor", increment: {}, set: { backupCodes: "c" } },
    where: [...is("id", "a"), ...is("backupCodes", "another")],
  });
  expect(guarded).toBeNull();
  expect((await store.twoFactorOf("a"))?.backupCodes).toBe("b");
});

test("changes a password and a name in the one record that both stand in", async () => {
  const password = "$argon2id$y";
  await adapter.update({ model: "account", where: is("userId", "a"), update: { password } });
  await adapter.update({ model: "user", where: is("id", "a"), update: { twoFactorEnabled: true } });
  expect(await store.account("a")).toMatchObject({
    ...{ passwordHash: password, hasTwoFactor: true, name: "Ann" },
  });
  const open = adapter.update({
    model: "account",
    where: is("userId", "a"),
    update: { password: "plain" },
  });
  await expect(open).rejects.toThrow();
});

test("fails where it is asked in a way that nobody foresaw, and never finds too much", async () => {
  await expect(adapter.findMany({ model: "session" })).rejects.toThrow("looked for a session");
  await expect(adapter.findMany({ model: "user", where: is("name", "Ann") })).rejects.toThrow();
  await expect(adapter.deleteMany({ model: "session", where: [] })).rejects.toThrow();
  const either = [
    { field: "id", value: "a" },
    { field: "email", value: "bo@example.org", connector: "OR" as const },
  ];
  await expect(adapter.findOne({ model: "user", where: either })).rejects.toThrow();
  await expect(
    adapter.create({ model: "user", data: { email: "x@example.org", name: "X" } }),
  ).rejects.toThrow("may not make accounts");
  await expect(adapter.delete({ model: "user", where: is("id", "a") })).rejects.toThrow(
    "may not remove",
  );
  expect(await store.account("a")).toEqual(account);
});
