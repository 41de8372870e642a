import { afterEach, beforeEach, expect, test } from "vitest";
import { hashBackupCode } from "../../features/accounts/library/backup-codes.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { codeOf } from "../testing/authenticator.ts";
import { type Browser, openBrowser, password, sessionCookie, setUp } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
});
afterEach(() => server.close());

const email = "ann@example.org";
const periodMs = 30_000;

interface Key {
  readonly uri: string;
  readonly key: string;
  readonly backup_codes: readonly string[];
}

async function begin(): Promise<Key> {
  const told = await owner.ask("POST", "/studio/api/two_factor/begin", { password });
  expect(told.status).toBe(200);
  return told.body as Key;
}

/** Turns it on with a code of the half minute before, so that the present one is still unused. */
async function turnOn(): Promise<Key> {
  const made = await begin();
  const code = codeOf(made.key, Date.now() - periodMs);
  expect((await owner.ask("POST", "/studio/api/two_factor/confirm", { code })).status).toBe(200);
  return made;
}

/** Gives the password in a new browser; a code has to follow. */
async function halfway(address = "198.51.100.9"): Promise<Browser> {
  const browser = openBrowser(server);
  browser.address = address;
  const told = await browser.ask("POST", "/studio/api/sign_in", { email, password });
  expect(told.body).toEqual({ success: true, two_factor: true });
  return browser;
}

const verify = async (browser: Browser, code: string) =>
  (await browser.ask("POST", "/studio/api/two_factor/verify", { code })).status;

test("holds only once a code was confirmed, and says so", async () => {
  const made = await begin();
  expect(made.uri).toMatch(
    /^otpauth:\/\/totp\/Parley:ann%40example\.org\?secret=[A-Z2-7]+&issuer=Parley/,
  );
  expect(made.uri).toContain(`secret=${made.key}`);
  expect(made.backup_codes).toHaveLength(10);
  expect(
    (await openBrowser(server).ask("POST", "/studio/api/sign_in", { email, password })).body,
  ).toEqual({
    ...{ success: true, two_factor: false },
  });
  expect(
    (await owner.ask("POST", "/studio/api/two_factor/confirm", { code: "000000" })).status,
  ).toBe(422);
  await turnOn();
  expect((await owner.ask("GET", "/studio/api/session")).body).toMatchObject({
    account: { has_two_factor: true },
  });
  expect((await owner.ask("POST", "/studio/api/two_factor/begin", { password })).status).toBe(409);
});

test("the password alone opens nothing: its step is no session", async () => {
  await turnOn();
  const browser = await halfway();
  expect(browser.cookies.has(sessionCookie)).toBe(false);
  expect((await browser.ask("GET", "/studio/api/session")).body).toMatchObject({ account: null });
  expect((await browser.ask("GET", "/v1/bots/")).status).toBe(401);
  browser.cookies.set(sessionCookie, browser.cookies.get("__Host-parley-step") ?? "");
  expect((await browser.ask("GET", "/studio/api/sessions")).status).toBe(401);
});

test("a code of the authenticator signs in, once", async () => {
  const { key } = await turnOn();
  const code = codeOf(key);
  const browser = await halfway();
  expect(await verify(browser, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(200);
  browser.workspaceId = server.workspace.id;
  expect((await browser.ask("GET", "/v1/bots/")).status).toBe(200);
  const again = await halfway();
  expect(await verify(again, code)).toBe(422);
  expect(again.cookies.has(sessionCookie)).toBe(false);
  const account = await server.store.accountByEmail(email);
  expect(await server.store.sessionsOf(account?.id ?? "")).toHaveLength(2);
});

test("of two who bring one code at once one is let in", async () => {
  const { key } = await turnOn();
  const racers = [await halfway(), await halfway("198.51.100.10")];
  const statuses = await Promise.all(racers.map((racer) => verify(racer, codeOf(key))));
  expect(statuses.sort()).toEqual([200, 422]);
});

test("each backup code signs in once, and none of another account's", async () => {
  const { backup_codes: codes } = await turnOn();
  expect(await verify(await halfway(), codes[0] ?? "")).toBe(200);
  expect(await verify(await halfway(), codes[0] ?? "")).toBe(422);
  expect(await verify(await halfway(), codes[1] ?? "")).toBe(200);
  expect(await verify(await halfway(), "abcde-12345")).toBe(422);
});

test("five wrong codes end the step, and ten rest the network", async () => {
  await turnOn();
  const browser = await halfway();
  for (let n = 0; n < 5; n++) expect(await verify(browser, "000000")).toBe(422);
  expect(await verify(browser, "000000")).toBe(409);
  const next = await halfway();
  for (let n = 0; n < 4; n++) expect(await verify(next, "000000")).toBe(422);
  expect(await verify(next, "000000")).toBe(429);
});

test("ten wrong codes rest the account, from wherever they come", async () => {
  const { key } = await turnOn();
  for (const address of ["192.0.2.1", "192.0.2.2"]) {
    const browser = await halfway(address);
    for (let n = 0; n < 5; n++) expect(await verify(browser, "000000")).toBe(422);
  }
  const browser = await halfway("192.0.2.3");
  expect(await verify(browser, codeOf(key))).toBe(429);
});

test("a step without its password, and one that has waited too long, are refused", async () => {
  const { key } = await turnOn();
  expect(await verify(openBrowser(server), codeOf(key))).toBe(409);
  const browser = await halfway();
  server.clock.advance(10 * 60_000 + 1);
  expect(await verify(browser, codeOf(key))).toBe(409);
});

test("turning it off needs the password, and then the password is enough again", async () => {
  await turnOn();
  const off = (given: string) =>
    owner.ask("POST", "/studio/api/two_factor/disable", { password: given });
  expect((await off("no")).status).toBe(422);
  expect((await off(password)).status).toBe(200);
  const browser = openBrowser(server);
  expect((await browser.ask("POST", "/studio/api/sign_in", { email, password })).body).toEqual({
    ...{ success: true, two_factor: false },
  });
  await turnOn();
});

test("backup codes that were sealed before they were hashed still open, once each", async () => {
  const { backup_codes: codes } = await turnOn();
  const account = await server.store.accountByEmail(email);
  const kept = await server.store.twoFactorOf(account?.id ?? "");
  if (!kept) throw new Error("There is no second factor.");
  const { symmetricEncrypt } = await import("better-auth/crypto");
  const key = server.features.accounts.keys.signIn;
  const backupCodes = await symmetricEncrypt({ key, data: JSON.stringify(codes) });
  const twoFactor = { ...kept, backupCodes };
  await server.store.commit({ records: [{ kind: "put-two-factor", twoFactor }] });
  const statuses: number[] = [];
  for (const code of [codes[0], codes[0], codes[1]])
    statuses.push(
      (await (await halfway()).ask("POST", "/studio/api/two_factor/verify", { code })).status,
    );
  expect(statuses).toEqual([200, 422, 200]);
});

test("backup codes are compared by hashes that only this installation can make", async () => {
  const { backup_codes: codes } = await turnOn();
  const account = await server.store.accountByEmail(email);
  const kept = await server.store.twoFactorOf(account?.id ?? "");
  const hashes: unknown = JSON.parse(kept?.backupCodes ?? "");
  expect(hashes).toEqual(codes.map((code) => hashBackupCode(server.features.accounts.keys, code)));
});

test("the secret and the backup codes are unreadable in the database", async () => {
  const { key, backup_codes: codes } = await turnOn();
  const account = await server.store.accountByEmail(email);
  const kept = JSON.stringify(await server.store.twoFactorOf(account?.id ?? ""));
  for (const secret of [key, Buffer.from(key).toString("hex"), ...codes])
    expect(kept.toLowerCase()).not.toContain(secret.toLowerCase());
});
