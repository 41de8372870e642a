import { afterEach, beforeEach, expect, test } from "vitest";
import { makeResetCode } from "../../features/accounts/password-reset.ts";
import type { SignedIn } from "../../features/accounts/sessions.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import {
  type Browser,
  join,
  openBrowser,
  password,
  sessionCookie,
  setUp,
} from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
});
afterEach(() => server.close());

const fresh = "marble-otter-9-window";

/** Who a browser was when its request began, however long that takes to be read. */
async function holderOf(browser: Browser): Promise<SignedIn> {
  const cookie = `${sessionCookie}=${browser.cookies.get(sessionCookie)}`;
  const found = await server.features.accounts.holderOf(cookie);
  if (!found) throw new Error("Nobody is signed in there.");
  return found;
}

test("a change of name that began before a change of password does not bring the old one back", async () => {
  const before = await holderOf(owner);
  const change = { current: password, password: fresh };
  expect((await owner.ask("POST", "/studio/api/password", change)).status).toBe(200);
  const changed = await server.store.account(before.account.id);
  await server.features.accounts.rename(before, "Anne");
  const kept = await server.store.account(before.account.id);
  expect(kept).toMatchObject({ name: "Anne", passwordHash: changed?.passwordHash });
});

test("a change of name does not give a seat back that was taken away, nor a role", async () => {
  const bo = await join(server, owner, { email: "bo@example.org", role: "admin" });
  const before = await holderOf(bo);
  const [seat] = before.seats;
  if (!seat) throw new Error("Bo has no seat.");
  const { agents, accounts } = server.features;
  await agents.update(seat.workspaceId, seat.id, { role: "agent" });
  await accounts.rename(before, "Bob");
  expect(await agents.find(seat.workspaceId, seat.id)).toMatchObject({
    ...{ name: "Bob", role: "agent" },
  });
  await Promise.all([
    accounts.rename(before, "Robert"),
    agents.update(seat.workspaceId, seat.id, { isActive: false }),
    accounts.rename(before, "Bert"),
  ]);
  expect(await agents.find(seat.workspaceId, seat.id)).toMatchObject({
    ...{ role: "agent", isActive: false },
  });
});

test("a reset of the password undoes no change that was made while it was computed", async () => {
  const { account } = await holderOf(owner);
  const { accounts } = server.features;
  const code = await makeResetCode(server, account, false);
  const resetting = accounts.resetPassword({ code, password: fresh }, "198.51.100.9");
  const renaming = accounts.rename(await holderOf(owner), "Anne");
  await Promise.all([resetting, renaming]);
  const kept = await server.store.account(account.id);
  expect(kept?.name).toBe("Anne");
  expect(kept?.passwordHash).not.toBe(account.passwordHash);
});

test("a reset of the password is not written over by a change that was on its way", async () => {
  const { account } = await holderOf(owner);
  const { accounts } = server.features;
  const code = await makeResetCode(server, account, false);
  const byReset = "harbour-lantern-4-ferry";
  const change = owner.ask("POST", "/studio/api/password", { current: password, password: fresh });
  await Promise.all([change, accounts.resetPassword({ code, password: byReset }, "198.51.100.9")]);
  const signIn = async (given: string) => {
    const browser = openBrowser(server);
    const body = { email: account.email, password: given };
    return (await browser.ask("POST", "/studio/api/sign_in", body)).status;
  };
  expect([await signIn(byReset), await signIn(fresh)]).toEqual([200, 422]);
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(401);
});
