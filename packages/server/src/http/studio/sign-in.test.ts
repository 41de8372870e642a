import { afterEach, beforeEach, expect, test } from "vitest";
import { idleMs, longestMs } from "../../features/accounts/session-life.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openBrowser, password, sessionCookie, setUp, signIn } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

const email = "ann@example.org";
const minuteMs = 60_000;

test("the cookie is bound to the host, hidden from scripts, and holds nothing that the database holds", async () => {
  await setUp(server);
  const browser = openBrowser(server);
  const { setCookies } = await browser.ask("POST", "/studio/api/sign_in", { email, password });
  expect(setCookies).toHaveLength(1);
  expect(setCookies[0]).toMatch(/^__Host-parley=[^;]+; /);
  const attributes = setCookies[0]?.split("; ").slice(1).sort();
  expect(attributes).toEqual(["HttpOnly", "Max-Age=7776000", "Path=/", "SameSite=Lax", "Secure"]);
  const secret = decodeURIComponent(browser.cookies.get(sessionCookie) ?? "").split(".")[0] ?? "";
  expect(secret.length).toBeGreaterThanOrEqual(32);
  const account = await server.store.accountByEmail(email);
  const kept = await server.store.sessionsOf(account?.id ?? "");
  expect(JSON.stringify([account, kept])).not.toContain(secret);
  expect(JSON.stringify(account)).not.toContain(password);
  expect(account?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("signing in gives a new value: one that was planted opens nothing, and the one before it ends", async () => {
  await setUp(server);
  const planted = openBrowser(server);
  planted.cookies.set(sessionCookie, "planted-by-somebody-else.x");
  await planted.ask("POST", "/studio/api/sign_in", { email, password });
  const first = planted.cookies.get(sessionCookie) ?? "";
  expect(first).not.toContain("planted");
  await planted.ask("POST", "/studio/api/sign_in", { email, password });
  expect(planted.cookies.get(sessionCookie)).not.toBe(first);
  const earlier = openBrowser(server);
  earlier.cookies.set(sessionCookie, first);
  expect((await earlier.ask("GET", "/studio/api/sessions")).status).toBe(401);
});

test("a cookie that was altered, cut, doubled or left unsigned opens nothing", async () => {
  const browser = await setUp(server);
  const value = browser.cookies.get(sessionCookie) ?? "";
  const [secret = "", signature = ""] = decodeURIComponent(value).split(".");
  const other = signature.startsWith("A") ? "B" : "A";
  const headers = { "parley-studio": "0" };
  const asked = (cookie: string) =>
    openBrowser(server).send({ url: "/studio/api/sessions", headers: { ...headers, cookie } });
  expect((await asked(`${sessionCookie}=${value}`)).status).toBe(200);
  for (const cookie of [
    `${sessionCookie}=${secret}`,
    `${sessionCookie}=${secret}.`,
    `${sessionCookie}=${encodeURIComponent(`${secret}x.${signature}`)}`,
    `${sessionCookie}=${encodeURIComponent(`${secret}.${other}${signature.slice(1)}`)}`,
    `${sessionCookie}=${value}; ${sessionCookie}=${value}`,
    `parley=${value}`,
    `${sessionCookie}=`,
    `${sessionCookie}=%`,
    "",
  ])
    expect((await asked(cookie)).status, cookie).toBe(401);
});

test("a session that nobody uses ends after fourteen days, and one in use after ninety", async () => {
  const browser = await setUp(server);
  const status = async () => (await browser.ask("GET", "/studio/api/sessions")).status;
  server.clock.advance(idleMs - minuteMs);
  expect(await status()).toBe(200);
  // The use was noted a moment later.
  await expect.poll(async () => (await usedMs()) === server.clock.nowMs()).toBe(true);
  server.clock.advance(idleMs - 1);
  expect(await status()).toBe(200);
  await expect.poll(async () => (await usedMs()) === server.clock.nowMs()).toBe(true);
  server.clock.advance(idleMs);
  expect(await status()).toBe(401);

  const other = await signIn(server, email);
  const begunMs = server.clock.nowMs();
  while (server.clock.nowMs() < begunMs + longestMs - idleMs) {
    server.clock.advance(idleMs / 2);
    expect((await other.ask("GET", "/studio/api/sessions")).status).toBe(200);
    await expect.poll(async () => (await usedMs()) === server.clock.nowMs()).toBe(true);
  }
  // To the second: the library's own clock is the machine's.
  server.clock.advance(begunMs + longestMs - server.clock.nowMs() - 1_000);
  expect((await other.ask("GET", "/studio/api/sessions")).status).toBe(200);
  server.clock.advance(1_000);
  expect((await other.ask("GET", "/studio/api/sessions")).status).toBe(401);
});

async function usedMs(): Promise<number> {
  const account = await server.store.accountByEmail(email);
  return (await server.store.sessionsOf(account?.id ?? ""))[0]?.usedMs ?? 0;
}

test("ten wrong tries of an account, and no more in a quarter of an hour, from wherever they come", async () => {
  await setUp(server);
  const statuses = new Map<number, number>();
  for (let n = 0; n < 1_000; n++) {
    const browser = openBrowser(server);
    browser.address = `10.${n >> 8}.${n & 255}.1`;
    const wrong = { email: n % 2 === 0 ? email : "ANN@example.org ", password: `wrong ${n}` };
    const { status } = await browser.ask("POST", "/studio/api/sign_in", wrong);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 422: 10, 429: 990 });
  const right = await openBrowser(server).ask("POST", "/studio/api/sign_in", { email, password });
  expect([right.status, right.setCookies]).toEqual([429, []]);
  expect(Number(right.headers["retry-after"])).toBeLessThanOrEqual(900);
  server.clock.advance(15 * minuteMs);
  expect((await signIn(server, email)).cookies.has(sessionCookie)).toBe(true);
});

test("ten wrong tries of a network, whichever accounts they are for; right ones cost nothing", async () => {
  await setUp(server);
  const browser = openBrowser(server);
  for (let n = 0; n < 10; n++) {
    browser.address = `2001:db8:1:2:${n}::1`;
    const given = { email: `nobody-${n}@example.org`, password: "wrong" };
    expect((await browser.ask("POST", "/studio/api/sign_in", given)).status).toBe(422);
    const right = await signIn(server, email, "192.0.2.44");
    expect(right.cookies.has(sessionCookie)).toBe(true);
  }
  browser.address = "2001:db8:1:2:ffff::1";
  const refused = await browser.ask("POST", "/studio/api/sign_in", { email, password });
  expect(refused.status).toBe(429);
  browser.address = "2001:db8:1:3::1";
  const next = await browser.ask("POST", "/studio/api/sign_in", { email, password });
  expect(next.status).toBe(200);
});

test("an address that a client writes itself counts for nothing", async () => {
  await setUp(server);
  const browser = openBrowser(server);
  const ask = (n: number, headers: Record<string, string>) =>
    browser.ask(
      "POST",
      "/studio/api/sign_in",
      { email: `x${n}@example.org`, password: "no" },
      headers,
    );
  for (let n = 0; n < 10; n++)
    expect((await ask(n, { "x-forwarded-for": `192.0.2.${n}` })).status).toBe(422);
  const names = ["x-forwarded-for", "forwarded", "x-real-ip", "x-parley-address"];
  for (const name of names) expect((await ask(99, { [name]: "192.0.2.99" })).status).toBe(429);
});

test("an address that nobody has is told like a wrong password, after the same work", async () => {
  await setUp(server);
  const ask = async (given: string, n: number) => {
    const browser = openBrowser(server);
    browser.address = `192.0.2.${n}`;
    const begun = performance.now();
    const told = await browser.ask("POST", "/studio/api/sign_in", { email: given, password: "no" });
    return { told, ms: performance.now() - begun };
  };
  await ask("warm@example.org", 200);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 0; n < 9; n++) {
    const [a, b] = [await ask(email, n), await ask(`nobody-${n}@example.org`, n + 100)];
    expect([a.told.status, a.told.body, a.told.setCookies]).toEqual([
      ...[b.told.status, b.told.body, b.told.setCookies],
    ]);
    known.push(a.ms);
    unknown.push(b.ms);
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[4] ?? 0;
  // Without the work for an unknown address the quotient would be ten and more.
  expect(median(known) / median(unknown)).toBeGreaterThan(0.4);
  expect(median(known) / median(unknown)).toBeLessThan(2.5);
});

test("a new password ends every other session at once, and the old one opens nothing", async () => {
  const owner = await setUp(server);
  const others = [await signIn(server, email), await signIn(server, email)];
  for (const other of others) expect((await other.ask("GET", "/v1/bots/")).status).toBe(200);
  const change = { current: password, password: "marble-otter-9-window" };
  const wrong = await owner.ask("POST", "/studio/api/password", { ...change, current: "no" });
  expect(wrong).toMatchObject({
    status: 422,
    body: { errors: { current: ["This password is wrong."] } },
  });
  const before = owner.cookies.get(sessionCookie);
  expect((await owner.ask("POST", "/studio/api/password", change)).status).toBe(200);
  expect(owner.cookies.get(sessionCookie)).not.toBe(before);
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(200);
  for (const other of others) expect((await other.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await signIn(server, email)).cookies.size).toBe(0);
  const again = openBrowser(server);
  const given = { email, password: change.password };
  expect((await again.ask("POST", "/studio/api/sign_in", given)).status).toBe(200);
});

test("nobody stays in by the old password who came in while it was being changed", async () => {
  const owner = await setUp(server);
  const change = { current: password, password: "marble-otter-9-window" };
  const racing = Array.from({ length: 3 }, () => signIn(server, email));
  const changed = owner.ask("POST", "/studio/api/password", change);
  const racers = await Promise.all([...racing, ...racing.map(() => signIn(server, email))]);
  expect((await changed).status).toBe(200);
  for (const racer of racers) expect((await racer.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(200);
  const account = await server.store.accountByEmail(email);
  expect(await server.store.sessionsOf(account?.id ?? "")).toHaveLength(1);
});

test.each([
  ["short", "Take at least 12 characters."],
  ["ann@example.org", "Do not take the e-mail address for a password."],
  ["Password1234!", "Too many people take this password. Take another one."],
  ["qwertyuiop12345", "Too many people take this password. Take another one."],
  ["iloveyou2024!!", "Too many people take this password. Take another one."],
  ["aaaaaaaaaaaaaaaa", "Too many people take this password. Take another one."],
])("does not take %s for a password", async (weak, why) => {
  const owner = await setUp(server);
  const told = await owner.ask("POST", "/studio/api/password", {
    current: password,
    password: weak,
  });
  expect(told).toMatchObject({ status: 422, body: { errors: { password: [why] } } });
});

test("the list of sessions shows each browser, and ends one, or all others", async () => {
  const owner = await setUp(server);
  const [phone, laptop] = [await signIn(server, email), await signIn(server, email)];
  const list = async () =>
    (await owner.ask("GET", "/studio/api/sessions")).body as {
      sessions: { id: string; is_current: boolean; address: string }[];
    };
  const { sessions } = await list();
  expect(sessions.map((it) => [it.is_current, it.address]).sort()).toEqual([
    [false, "198.51.100.8"],
    [false, "198.51.100.8"],
    [true, "198.51.100.7"],
  ]);
  const phoneSession = (await phone.ask("GET", "/studio/api/sessions")).body as {
    sessions: { id: string; is_current: boolean }[];
  };
  const id = phoneSession.sessions.find((it) => it.is_current)?.id;
  expect((await owner.ask("DELETE", `/studio/api/sessions/${id}`)).status).toBe(204);
  expect((await owner.ask("DELETE", `/studio/api/sessions/${id}`)).status).toBe(404);
  expect((await phone.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await laptop.ask("GET", "/v1/bots/")).status).toBe(200);
  expect((await owner.ask("DELETE", "/studio/api/sessions")).status).toBe(204);
  expect((await laptop.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await list()).sessions).toHaveLength(1);
});

test("signing out ends the session, not only the cookie", async () => {
  const owner = await setUp(server);
  const kept = owner.cookies.get(sessionCookie) ?? "";
  expect((await owner.ask("POST", "/studio/api/sign_out")).status).toBe(200);
  expect(owner.cookies.size).toBe(0);
  owner.cookies.set(sessionCookie, kept);
  expect((await owner.ask("GET", "/v1/bots/")).status).toBe(401);
  expect((await owner.ask("POST", "/studio/api/sign_out")).status).toBe(200);
});

test("a name that was changed is what people see, in every workspace", async () => {
  const owner = await setUp(server);
  await owner.ask("POST", "/studio/api/workspaces", { name: "Second" });
  const told = await owner.ask("PATCH", "/studio/api/account", { name: "Ann B." });
  expect(told.body).toMatchObject({ account: { name: "Ann B.", email } });
  const account = await server.store.accountByEmail(email);
  const agents = await server.store.agentsOfAccount(account?.id ?? "");
  expect(agents.map(({ name }) => name)).toEqual(["Ann B.", "Ann B."]);
});

test("a further workspace is its maker's, apart from the first", async () => {
  const owner = await setUp(server);
  const made = await owner.ask("POST", "/studio/api/workspaces", { name: "Second" });
  expect(made).toMatchObject({
    status: 201,
    body: { workspace: { name: "Second", role: "admin" } },
  });
  const { workspaces } = (await owner.ask("GET", "/studio/api/session")).body as {
    workspaces: { id: number; name: string }[];
  };
  expect(workspaces.map(({ name }) => name)).toEqual(["Harbour", "Second"]);
  await owner.ask("POST", "/v1/bots/", { name: "Only here" });
  owner.workspaceId = workspaces[1]?.id ?? 0;
  expect((await owner.ask("GET", "/v1/bots/")).body).toMatchObject({ total: 0 });
});

test("an unknown key in a body is refused", async () => {
  const browser = openBrowser(server);
  const given = { email, password, role: "admin" };
  expect((await browser.ask("POST", "/studio/api/sign_in", given)).status).toBe(422);
});
