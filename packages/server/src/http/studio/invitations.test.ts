import { afterEach, beforeEach, expect, test } from "vitest";
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

const weekMs = 7 * 24 * 3600_000;
const bo = { email: "bo@example.org", role: "manager" } as const;
const newcomer = { name: "Bo", password };

async function invite(body: object = bo, by = owner) {
  const { body: made } = await by.ask("POST", "/studio/api/invitations", body);
  const { link, invitation } = made as { link: string; invitation: { id: string } };
  return { link, id: invitation.id, token: link.split("/").at(-1) ?? "" };
}

const accept = (browser: Browser, token: string, body: object = newcomer) =>
  browser.ask("POST", `/studio/api/invitations/${token}/accept`, body);

test("a link says where to, makes an account with its role, and signs it in", async () => {
  const { link, token } = await invite();
  expect(link).toBe(`https://chat.example.org/studio/invitation/${token}`);
  const browser = openBrowser(server);
  const look = await browser.ask("GET", `/studio/api/invitations/${token}/look`);
  expect(look.body).toEqual({
    ...{
      success: true,
      workspace: "Harbour",
      email: bo.email,
      role: "manager",
      has_account: false,
    },
  });
  expect((await accept(browser, token)).status).toBe(200);
  expect((await browser.ask("GET", "/studio/api/session")).body).toMatchObject({
    account: { name: "Bo", email: bo.email },
    workspaces: [{ id: server.workspace.id, role: "manager" }],
  });
});

test("the link opens once, and is kept as a hash", async () => {
  const { token } = await invite();
  expect(JSON.stringify(await server.store.invitations(server.workspace.id))).not.toContain(token);
  const racers = [openBrowser(server), openBrowser(server), openBrowser(server)];
  const statuses = await Promise.all(racers.map(async (it) => (await accept(it, token)).status));
  expect(statuses.sort()).toEqual([200, 410, 410]);
  expect((await accept(openBrowser(server), token)).status).toBe(410);
  expect((await owner.ask("GET", `/studio/api/invitations/${token}/look`)).status).toBe(410);
  expect((await server.store.agents(server.workspace.id)).map(({ email }) => email)).toEqual([
    ...["ann@example.org", bo.email],
  ]);
});

test("it ends after seven days, when it is withdrawn, and when another one follows", async () => {
  const late = await invite();
  server.clock.advance(weekMs);
  expect((await accept(openBrowser(server), late.token)).status).toBe(410);
  expect((await owner.ask("GET", "/studio/api/invitations")).body).toMatchObject({ total: 0 });
  const first = await invite();
  const second = await invite({ ...bo, role: "agent" });
  expect((await accept(openBrowser(server), first.token)).status).toBe(410);
  expect((await owner.ask("GET", "/studio/api/invitations")).body).toMatchObject({
    ...{ total: 1, invitations: [{ id: second.id, role: "agent", invited_by: "Ann" }] },
  });
  expect((await owner.ask("DELETE", `/studio/api/invitations/${second.id}`)).status).toBe(204);
  expect((await owner.ask("DELETE", `/studio/api/invitations/${second.id}`)).status).toBe(404);
  expect((await accept(openBrowser(server), second.token)).status).toBe(410);
  for (const odd of ["x", "%00", "..", `${second.token}x`])
    expect((await accept(openBrowser(server), odd)).status).toBeGreaterThanOrEqual(404);
});

test("an account that there is has to sign in first, and joins with nothing else", async () => {
  const guest = await join(server, owner, bo);
  await owner.ask("POST", "/studio/api/workspaces", { name: "Second" });
  const { workspaces } = (await owner.ask("GET", "/studio/api/session")).body as {
    workspaces: { id: number }[];
  };
  owner.workspaceId = workspaces[1]?.id ?? 0;
  const { token } = await invite({ ...bo, role: "agent" });
  expect((await guest.ask("GET", `/studio/api/invitations/${token}/look`)).body).toMatchObject({
    has_account: true,
  });
  const stranger = openBrowser(server);
  expect((await accept(stranger, token)).status).toBe(409);
  expect((await accept(stranger, token, {})).status).toBe(409);
  expect((await accept(owner, token, {})).status).toBe(409);
  expect(stranger.cookies.has(sessionCookie)).toBe(false);
  expect((await accept(guest, token, {})).status).toBe(200);
  expect((await guest.ask("GET", "/studio/api/session")).body).toMatchObject({
    workspaces: [{ role: "manager" }, { id: owner.workspaceId, role: "agent" }],
  });
});

test("whoever has no account gives a name and a password that is worth one", async () => {
  const { token } = await invite();
  const browser = openBrowser(server);
  expect(await accept(browser, token, {})).toMatchObject({
    ...{
      status: 422,
      body: { errors: { name: [expect.any(String)], password: [expect.any(String)] } },
    },
  });
  expect((await accept(browser, token, { name: "Bo", password: "password12345" })).status).toBe(
    422,
  );
  expect((await accept(browser, token)).status).toBe(200);
});

test("only owners invite, see invitations and withdraw them", async () => {
  const { id } = await invite({ email: "eve@example.org", role: "agent" });
  for (const role of ["manager", "agent"] as const) {
    const browser = await join(server, owner, { email: `${role}@example.org`, role });
    expect((await browser.ask("POST", "/studio/api/invitations", bo)).status).toBe(403);
    expect((await browser.ask("GET", "/studio/api/invitations")).status).toBe(403);
    expect((await browser.ask("DELETE", `/studio/api/invitations/${id}`)).status).toBe(403);
  }
  await owner.ask("POST", "/studio/api/workspaces", { name: "Second" });
  owner.workspaceId += 1;
  expect((await owner.ask("DELETE", `/studio/api/invitations/${id}`)).status).toBe(404);
  owner.workspaceId = 999;
  expect((await owner.ask("POST", "/studio/api/invitations", bo)).status).toBe(403);
});

test("nobody is invited twice; whoever was sent away comes back with the role of the invitation", async () => {
  const guest = await join(server, owner, bo);
  const again = await owner.ask("POST", "/studio/api/invitations", bo);
  expect(again.status).toBe(409);
  const agents = await server.store.agents(server.workspace.id);
  const seat = agents.find(({ email }) => email === bo.email);
  expect((await guest.ask("GET", "/v1/bots/")).status).toBe(200);
  expect((await owner.ask("DELETE", `/v1/agents/${seat?.id}/`)).status).toBe(204);
  expect((await guest.ask("GET", "/v1/bots/")).status).toBe(403);
  expect((await guest.ask("GET", "/studio/api/session")).body).toMatchObject({ workspaces: [] });
  const { token } = await invite({ ...bo, role: "agent" });
  expect((await accept(guest, token, {})).status).toBe(200);
  expect(
    (await server.store.agents(server.workspace.id)).find(({ id }) => id === seat?.id),
  ).toMatchObject({
    ...{ role: "agent", isActive: true },
  });
});

test("a role that was changed counts from the next request", async () => {
  const guest = await join(server, owner, bo);
  expect((await guest.ask("POST", "/v1/bots/", { name: "x" })).status).toBe(201);
  const agents = await server.store.agents(server.workspace.id);
  const id = agents.find(({ email }) => email === bo.email)?.id;
  await owner.ask("PATCH", `/v1/agents/${id}/`, { role: "agent" });
  const refused = await guest.ask("POST", "/v1/bots/", { name: "y" });
  expect(refused).toMatchObject({
    status: 403,
    body: { detail: "Your role does not allow this." },
  });
});

test("the last owner cannot leave", async () => {
  const [owning] = await server.store.agents(server.workspace.id);
  expect((await owner.ask("DELETE", `/v1/agents/${owning?.id}/`)).status).toBe(412);
});

test("nobody who has a seat is invited to another, nor loses what they are by a link", async () => {
  const [seat] = (await server.store.agents(server.workspace.id)).filter(
    ({ accountId }) => accountId !== null,
  );
  const path = `/v1/agents/${seat?.id}/`;
  const changed = await owner.ask("PATCH", path, { email: "desk@example.org" });
  expect(changed.status).toBe(200);
  const invite = { email: "ann@example.org", role: "agent" };
  expect((await owner.ask("POST", "/studio/api/invitations", invite)).status).toBe(409);
  const { invitation, token } = await server.features.accounts.invitations.create({
    ...{ workspaceId: server.workspace.id, email: "cy@example.org", role: "agent" },
    invitedBy: seat?.id ?? 0,
  });
  const link = { ...invitation, email: "ann@example.org" };
  await server.store.commit({ records: [{ kind: "put-invitation", invitation: link }] });
  expect((await owner.ask("POST", `/studio/api/invitations/${token}/accept`, {})).status).toBe(200);
  expect((await server.features.agents.find(server.workspace.id, seat?.id ?? 0))?.role).toBe(
    "admin",
  );
});

test("the last owner who can sign in stays, whatever other admins there are", async () => {
  const made = await owner.ask("POST", "/v1/agents/", {
    ...{ name: "Robot", email: "robot@example.org", role: "admin" },
  });
  expect(made.status).toBe(201);
  const agents = await server.store.agents(server.workspace.id);
  const own = agents.find(({ accountId }) => accountId !== null);
  expect((await owner.ask("DELETE", `/v1/agents/${own?.id}/`)).status).toBe(412);
  await join(server, owner, { email: "bo@example.org", role: "admin" });
  expect((await owner.ask("DELETE", `/v1/agents/${own?.id}/`)).status).toBe(204);
});

test("what somebody has invited ends when they own the workspace no more", async () => {
  const cy = await join(server, owner, { email: "cy@example.org", role: "admin" });
  const made = await cy.ask("POST", "/studio/api/invitations", { ...bo, role: "admin" });
  const token = String(Object(made.body).link).split("/").at(-1) ?? "";
  const seat = (await server.store.agents(server.workspace.id)).find(
    (it) => it.email === "cy@example.org",
  );
  for (const change of [{ role: "manager" }, { role: "admin", active: false }]) {
    const path = `/v1/agents/${seat?.id}/`;
    expect((await owner.ask("PATCH", path, change)).status).toBe(200);
    expect((await accept(openBrowser(server), token)).status).toBe(410);
    expect((await owner.ask("GET", "/studio/api/invitations")).body).toMatchObject({ total: 0 });
  }
});
