import { afterEach, beforeEach, expect, test } from "vitest";
import { landbotScopes, scopes } from "../../features/accounts/scopes.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

const forbidden = { status: 403, body: { detail: "Your role does not allow this." } };

async function makeAgent(name: string, role = "agent"): Promise<number> {
  const body = { name, email: `${name}@example.org`, role };
  const made = await askJson(server, "POST", "/v1/agents/", body);
  expect(made.status).toBe(201);
  return (made.body as { agent: { id: number } }).agent.id;
}

async function makeToken(body: object = { name: "Script" }) {
  const made = await askJson(server, "POST", "/v1/tokens/", body);
  expect(made.status).toBe(201);
  const { token, secret } = made.body as {
    token: { id: number; scopes: string[] };
    secret: string;
  };
  return { ...token, secret, as: { authorization: `Token ${secret}` } };
}

const worksWith = async (headers: Record<string, string>) =>
  (await askJson(server, "GET", "/v1/projects/", undefined, headers)).status === 200;

test("an agent is made, listed, read and changed", async () => {
  const id = await makeAgent("eva");
  const eva = {
    id,
    uuid: expect.any(String),
    name: "eva",
    email: "eva@example.org",
    avatar: null,
    status: "offline",
    role: "agent",
    active: true,
  };
  expect(id).toBe(server.admin.id + 1);
  expect(await askJson(server, "GET", `/v1/agents/${id}/`)).toEqual({
    status: 200,
    body: { success: true, agent: eva },
  });
  expect((await askJson(server, "GET", "/v1/agents/?offset=1")).body).toEqual({
    success: true,
    total: 2,
    agents: [eva],
  });
  const change = { status: "online", name: "Eva" };
  expect((await askJson(server, "PATCH", `/v1/agents/${id}/`, change)).body).toEqual({
    success: true,
    agent: { ...eva, ...change },
  });
  for (const other of ["7", "0", "x"])
    expect(await askJson(server, "GET", `/v1/agents/${other}/`)).toEqual(notFound);
});

test("an e-mail address belongs to one agent, also when it comes by a change", async () => {
  await makeAgent("eva");
  const max = await makeAgent("max");
  const taken = {
    status: 422,
    body: { errors: { email: ["An agent with this e-mail address exists."] } },
  };
  const again = { name: "Eva", email: "EVA@example.org" };
  expect(await askJson(server, "POST", "/v1/agents/", again)).toEqual(taken);
  expect(await askJson(server, "PATCH", `/v1/agents/${max}/`, { email: again.email })).toEqual(
    taken,
  );
  expect((await askJson(server, "GET", `/v1/agents/${max}/`)).body).toMatchObject({
    agent: { email: "max@example.org" },
  });
});

test("an agent who is deactivated keeps their place and loses their tokens at once", async () => {
  const id = await makeAgent("eva");
  const { as } = await makeToken({ name: "Eva's", agent_id: id });
  expect(await worksWith(as)).toBe(true);
  expect(await askJson(server, "DELETE", `/v1/agents/${id}/`)).toEqual(gone);
  expect(await worksWith(as)).toBe(false);
  expect((await askJson(server, "GET", `/v1/agents/${id}/`)).body).toMatchObject({
    agent: { active: false },
  });
});

test("the last active admin stays an admin, and active", async () => {
  const own = `/v1/agents/${server.admin.id}/`;
  const refused = {
    status: 412,
    body: { errors: { agent_id: ["The last active admin has to stay"] } },
  };
  expect(await askJson(server, "DELETE", own)).toEqual(refused);
  expect(await askJson(server, "PATCH", own, { role: "agent" })).toEqual(refused);
  expect(await askJson(server, "PATCH", own, { active: false })).toEqual(refused);
  await makeAgent("eva", "admin");
  expect((await askJson(server, "PATCH", own, { role: "agent" })).status).toBe(200);
});

test("of two last admins who leave at once, one has to stay", async () => {
  const eva = await makeAgent("eva", "admin");
  const leave = (id: number) => askJson(server, "DELETE", `/v1/agents/${id}/`);
  const both = await Promise.all([leave(server.admin.id), leave(eva)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 412]);
});

test("nobody rises above their own role, and agents manage nobody but themselves", async () => {
  const eva = await makeAgent("eva");
  const mo = await makeAgent("mo", "manager");
  const asEva = (await makeToken({ name: "e", agent_id: eva, scopes })).as;
  const asMo = (await makeToken({ name: "m", agent_id: mo, scopes })).as;
  const patch = (id: number, body: object, as: Record<string, string>) =>
    askJson(server, "PATCH", `/v1/agents/${id}/`, body, as);
  expect(await patch(eva, { role: "admin" }, asEva)).toEqual(forbidden);
  expect((await patch(eva, { status: "online" }, asEva)).status).toBe(200);
  expect(await patch(mo, { name: "x" }, asEva)).toEqual(forbidden);
  expect((await patch(eva, { role: "manager" }, asMo)).status).toBe(200);
  expect(await patch(server.admin.id, { active: false }, asMo)).toEqual(forbidden);
  const admin = { name: "n", email: "n@example.org", role: "admin" };
  expect(await askJson(server, "POST", "/v1/agents/", admin, asMo)).toEqual(forbidden);
  const forAdmin = { name: "up", agent_id: server.admin.id };
  expect(await askJson(server, "POST", "/v1/tokens/", forAdmin, asMo)).toEqual(forbidden);
});

test("a token is shown once, and kept as nothing that opens anything", async () => {
  const { id, secret, as } = await makeToken();
  expect(secret).toMatch(/^parley_[\w-]{43}$/);
  expect(await worksWith(as)).toBe(true);
  const { body } = await askJson(server, "GET", "/v1/tokens/");
  expect(body).toMatchObject({
    total: 2,
    tokens: [{}, { id, name: "Script", prefix: secret.slice(0, 12) }],
  });
  const stored = JSON.stringify([body, await server.store.tokens(server.workspace.id)]);
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain(secret.slice(13));
});

test("without scopes a token may do all that its maker may, but make tokens", async () => {
  const { scopes: given, as } = await makeToken();
  expect(given).toEqual(landbotScopes);
  expect(await askJson(server, "POST", "/v1/tokens/", { name: "x" }, as)).toEqual({
    status: 403,
    body: { detail: 'This token lacks the scope "tokens:write".' },
  });
});

test("a token gives no scope that it does not have, and none that does not exist", async () => {
  const { as } = await makeToken({ name: "small", scopes: ["tokens:write", "bots:run"] });
  const give = (wanted: unknown) =>
    askJson(server, "POST", "/v1/tokens/", { name: "x", scopes: wanted }, as);
  expect((await give(["bots:run"])).status).toBe(201);
  expect(await give(["bots:run", "customers:read"])).toEqual({
    status: 422,
    body: { errors: { scopes: ['This token has no scope "customers:read" to give.'] } },
  });
  expect((await give(["everything"])).status).toBe(422);
  expect((await give(["bots:run"])).body).toMatchObject({ token: { scopes: ["bots:run"] } });
});

test("a token ends when it says, and at once when it is deleted", async () => {
  const expires_at = new Date(server.clock.nowMs() + 60_000).toISOString();
  const short = await makeToken({ name: "short", expires_at });
  expect(await worksWith(short.as)).toBe(true);
  server.clock.advance(60_000);
  expect(await worksWith(short.as)).toBe(false);
  const deleted = await makeToken();
  expect(await worksWith(deleted.as)).toBe(true);
  expect(await askJson(server, "DELETE", `/v1/tokens/${deleted.id}/`)).toEqual(gone);
  expect(await worksWith(deleted.as)).toBe(false);
  expect((await askJson(server, "GET", "/v1/tokens/")).body).toMatchObject({ total: 2 });
  for (const id of ["77", "0", "x"])
    expect(await askJson(server, "DELETE", `/v1/tokens/${id}/`)).toEqual(notFound);
});

test("nobody deletes the token of somebody of a higher role", async () => {
  const eva = await makeAgent("eva");
  const own = await makeToken({ name: "e", agent_id: eva, scopes });
  const admins = await makeToken();
  const remove = (id: number) => askJson(server, "DELETE", `/v1/tokens/${id}/`, undefined, own.as);
  expect(await remove(admins.id)).toEqual(forbidden);
  expect(await worksWith(admins.as)).toBe(true);
  expect(await remove(own.id)).toEqual(gone);
});

test("no change of an agent reaches a column that is not its own", async () => {
  const id = await makeAgent("eva");
  const before = await server.features.agents.find(server.workspace.id, id);
  const body = {
    id: 9,
    uuid: "x",
    workspaceId: 99,
    workspace_id: 99,
    createdMs: 1,
    isActive: false,
  };
  expect((await askJson(server, "PATCH", `/v1/agents/${id}/`, body)).status).toBe(200);
  expect(await server.features.agents.find(server.workspace.id, id)).toEqual(before);
});

test("a token for an agent who is not there is refused", async () => {
  expect(await askJson(server, "POST", "/v1/tokens/", { name: "x", agent_id: 7 })).toEqual({
    status: 422,
    body: { errors: { agent_id: ["There is no agent 7."] } },
  });
});
