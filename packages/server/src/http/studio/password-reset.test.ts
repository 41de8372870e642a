import { afterEach, beforeEach, expect, test } from "vitest";
import { makeResetCode } from "../../features/accounts/password-reset.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { codeOf } from "../testing/authenticator.ts";
import { type Browser, openBrowser, password, setUp } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
});
afterEach(() => server.close());

const email = "ann@example.org";
const fresh = "marble-otter-9-window";
const hourMs = 3600_000;

async function codeFor(dropsTwoFactor = false): Promise<string> {
  const account = await server.store.accountByEmail(email);
  if (!account) throw new Error("There is no owner.");
  return makeResetCode(server, account, dropsTwoFactor);
}

const reset = async (code: string, chosen = fresh, browser = openBrowser(server)) =>
  (await browser.ask("POST", "/studio/api/password/reset", { code, password: chosen })).status;

const signIn = (given: string) =>
  openBrowser(server).ask("POST", "/studio/api/sign_in", { email, password: given });

test("the code sets a new password once, and ends every session", async () => {
  const code = await codeFor();
  expect(JSON.stringify(await server.store.oneTimesOf("reset"))).not.toContain(code);
  const racers = await Promise.all([reset(code), reset(code), reset(code)]);
  expect(racers.sort()).toEqual([200, 422, 422]);
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await signIn(password)).status).toBe(422);
  expect((await signIn(fresh)).status).toBe(200);
});

test("it is good for an hour, for a password that is worth one, and not for guessing", async () => {
  const code = await codeFor();
  expect(await reset(code, "password1234")).toBe(422);
  expect(await reset(code, "short")).toBe(422);
  const late = await codeFor();
  server.clock.advance(hourMs);
  expect(await reset(late)).toBe(422);
  const guesser = openBrowser(server);
  guesser.address = "192.0.2.9";
  for (let n = 0; n < 10; n++) expect(await reset(`guess ${n}`, fresh, guesser)).toBe(422);
  expect(await reset(await codeFor(), fresh, guesser)).toBe(429);
  expect((await signIn(password)).status).toBe(200);
});

test("the authenticator stays, unless it was lost too", async () => {
  const begun = await owner.ask("POST", "/studio/api/two_factor/begin", { password });
  const { key } = begun.body as { key: string };
  await owner.ask("POST", "/studio/api/two_factor/confirm", { code: codeOf(key) });
  expect(await reset(await codeFor())).toBe(200);
  expect((await signIn(fresh)).body).toMatchObject({ two_factor: true });
  expect(await reset(await codeFor(true), "another-otter-77-door")).toBe(200);
  expect((await signIn("another-otter-77-door")).body).toMatchObject({ two_factor: false });
});

test("nobody comes in by a code after the password that they began with was reset", async () => {
  const begun = await owner.ask("POST", "/studio/api/two_factor/begin", { password });
  const { key } = begun.body as { key: string };
  await owner.ask("POST", "/studio/api/two_factor/confirm", {
    code: codeOf(key, Date.now() - 30_000),
  });
  const halfway = openBrowser(server);
  await halfway.ask("POST", "/studio/api/sign_in", { email, password });
  expect(await reset(await codeFor())).toBe(200);
  const code = codeOf(key);
  const told = await halfway.ask("POST", "/studio/api/two_factor/verify", { code });
  expect(told.status).toBeGreaterThanOrEqual(400);
  expect((await halfway.ask("GET", "/studio/api/sessions")).status).toBe(401);
  const account = await server.store.accountByEmail(email);
  expect(await server.store.sessionsOf(account?.id ?? "")).toEqual([]);
});
