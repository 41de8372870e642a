import { createHash } from "node:crypto";
import type { AuditLine, AuditPage } from "@parley/contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foundWorkspace } from "../../features/accounts/agents.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { type Browser, join, openBrowser, password, setUp, signIn } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let owner: Browser;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  owner = await setUp(server);
});
afterEach(() => server.close());

async function read(query = "", by = owner): Promise<readonly AuditLine[]> {
  const { status, body } = await by.ask("GET", `/v1/audit/?limit=100${query}`);
  expect(status).toBe(200);
  return (body as AuditPage).audit;
}
const deeds = (lines: readonly AuditLine[]) => lines.map(({ deed }) => deed);

/** The lines that something adds, the oldest first. */
async function addedBy(act: () => Promise<unknown>): Promise<readonly AuditLine[]> {
  const before = (await read())[0]?.id ?? 0;
  await act();
  return (await read()).filter(({ id }) => id > before).toReversed();
}

test("a deed says who did it to what, when and from where, signed in or by a token", async () => {
  const bySession = await addedBy(() =>
    owner.ask("POST", "/v1/channels/", { name: "Shop", type: "landbot" }),
  );
  const person = {
    kind: "person",
    agent_id: server.admin.id,
    token_id: null,
    token_name: "",
    name: "Ann",
  };
  expect(bySession).toEqual([
    {
      ...{ id: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ...{ at: server.clock.nowMs() / 1000, deed: "channel.created" },
      actor: { ...person, address: "198.51.100.7" },
      ...{ subject: expect.stringMatching(/^channel \d+$/), subject_name: "Shop" },
      detail: { type: "landbot", bot_id: null },
    },
  ]);
  const [token] = await server.features.tokens.list(server.workspace.id);
  const byToken = await addedBy(() =>
    server.ask({ method: "POST", url: "/v1/bots/", payload: { name: "Bot" } }),
  );
  expect(byToken).toMatchObject([
    {
      deed: "bot.created",
      actor: {
        ...{ kind: "token", token_id: token?.id, agent_id: server.admin.id },
        token_name: token?.name,
      },
    },
  ]);
  expect(token?.name).toBeTruthy();
});

test("tokens, members, hooks, versions, exports and deletions have their lines, without secrets", async () => {
  const channel = await server.ask({
    ...{ method: "POST", url: "/v1/channels/", payload: { name: "Site", type: "landbot" } },
  });
  const hooks = `/v1/channels/${channel.json().channel.id}/message_hooks/`;
  const url = "https://user.example.org/in?key=s3cret";
  const lines = await addedBy(async () => {
    const token = await owner.ask("POST", "/v1/tokens/", { name: "CI", scopes: ["bots:read"] });
    await owner.ask("DELETE", `/v1/tokens/${Object(token.body).token.id}/`);
    const bo = { name: "Bo", email: "bo@example.org", role: "agent" };
    const made = await owner.ask("POST", "/v1/agents/", bo);
    const agent = `/v1/agents/${Object(made.body).agent.id}/`;
    await owner.ask("PATCH", agent, { role: "manager" });
    await owner.ask("DELETE", agent);
    const hook = await owner.ask("POST", hooks, { name: "CRM", url, token: "t0ken" });
    const path = `${hooks}${Object(hook.body).hook.id}/`;
    await owner.ask("PATCH", path, { enabled: false });
    await owner.ask("DELETE", path);
    await owner.ask("GET", "/v1/exports/transcripts/");
    await owner.ask("PATCH", "/studio/api/workspace", { name: "Pier" });
  });
  expect(deeds(lines)).toEqual([
    ...["token.created", "token.revoked", "member.added", "member.role_changed"],
    ...["member.deactivated", "hook.created", "hook.changed", "hook.deleted"],
    ...["transcripts.exported", "workspace.renamed"],
  ]);
  expect(lines.map(({ detail }) => detail)).toMatchObject([
    { scopes: ["bots:read"], expires_at: null },
    {},
    { role: "agent", signs_in: false },
    { from: "agent", to: "manager" },
    {},
    { host: "user.example.org" },
    { changed: ["enabled"] },
    {},
    { format: "jsonl", channel_id: null },
    { from: "Harbour", to: "Pier" },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/s3cret|t0ken|parley_/);
});

test("who signs in, and who fails to, stands in the log of their workspaces", async () => {
  const bo = await join(server, owner, { email: "bo@example.org", role: "agent" });
  const lines = await addedBy(async () => {
    await signIn(server, "bo@example.org", "203.0.113.5");
    const guest = openBrowser(server);
    guest.address = "203.0.113.6";
    await guest.ask("POST", "/studio/api/sign_in", { email: "bo@example.org", password: "wrong" });
    await guest.ask("POST", "/studio/api/sign_in", { email: "no@example.org", password: "wrong" });
    const change = { current: password, password: "harbour-lantern-4-ferry" };
    await bo.ask("POST", "/studio/api/password", change);
    await expect.poll(async () => deeds(await read())).toContain("sign_in_failed");
  });
  expect(lines.map(({ deed, actor }) => [deed, actor.kind, actor.name, actor.address])).toEqual([
    ["sign_in", "person", "bo@example.org", "203.0.113.5"],
    ["sign_in_failed", "guest", "", "203.0.113.6"],
    ["account.password_changed", "person", "bo@example.org", "198.51.100.7"],
  ]);
});

test("nobody is signed in when the log cannot be written", async () => {
  const { store } = server;
  const { commit } = store;
  const account = await store.accountByEmail("ann@example.org");
  const sessions = () => store.sessionsOf(account?.id ?? "");
  const before = await sessions();
  const failing = vi
    .spyOn(store, "commit")
    .mockImplementation((it) =>
      it.records?.every(({ kind }) => kind === "add-audit")
        ? Promise.reject(new Error("The disk is full."))
        : commit(it),
    );
  const browser = openBrowser(server);
  const given = { email: "ann@example.org", password };
  expect((await browser.ask("POST", "/studio/api/sign_in", given)).status).toBe(500);
  failing.mockRestore();
  expect(await sessions()).toEqual(before);
  expect(server.reports.splice(0)).toHaveLength(1);
});

test("what is refused, and what is repeated, has no line of its own", async () => {
  const key = { "idempotency-key": "once" };
  const body = { name: "Shop", type: "landbot" };
  const lines = await addedBy(async () => {
    await owner.ask("POST", "/v1/channels/", body, key);
    await owner.ask("POST", "/v1/channels/", body, key);
    await owner.ask("POST", "/v1/channels/", { ...body, bot_id: 99_999 });
    await owner.ask("DELETE", "/v1/tokens/99999/");
  });
  expect(deeds(lines)).toEqual(["channel.created"]);
});

test("a saved draft has no line but for the bot's new name, and a refused replay has none", async () => {
  const made = await owner.ask("POST", "/v1/bots/", { name: "Bot" });
  const draft = `/v1/bots/${Object(made.body).bot.id}/draft/`;
  const { flow } = Object((await owner.ask("GET", draft)).body);
  const channel = await owner.ask("POST", "/v1/channels/", { name: "Site", type: "landbot" });
  const hooks = `/v1/channels/${Object(channel.body).channel.id}/message_hooks/`;
  const url = "https://example.org/in";
  const hook = await owner.ask("POST", hooks, { name: "CRM", url });
  const replay = `${hooks}${Object(hook.body).hook.id}/replay/`;
  const lines = await addedBy(async () => {
    const save = async (name: string) => {
      const { headers } = await owner.ask("GET", draft);
      const ifMatch = { "if-match": String(headers.etag) };
      return owner.ask("PUT", draft, { flow: { ...flow, name } }, ifMatch);
    };
    expect((await save("Bot")).status).toBe(200);
    expect((await save("Shop")).status).toBe(200);
    expect((await owner.ask("POST", replay, { since: 5, until: 1 })).status).toBe(422);
    expect((await owner.ask("POST", replay, { since: 0 })).status).toBe(202);
  });
  expect(lines.map(({ deed, detail }) => [deed, detail])).toEqual([
    ["bot.renamed", { from: "Bot", to: "Shop" }],
    ["hook.replayed", { since: 0, until: null, customer_id: null, host: "example.org" }],
  ]);
});

test("owners read the log of their own workspace, nobody else does", async () => {
  const bo = await join(server, owner, { email: "bo@example.org", role: "manager" });
  expect((await bo.ask("GET", "/v1/audit/")).status).toBe(403);
  expect((await bo.ask("GET", "/v1/audit/audit.csv")).status).toBe(403);
  const elsewhere = await foundWorkspace(server, "Other");
  const made = await server.features.tokens.create({
    ...{ workspaceId: elsewhere.workspace.id, agentId: elsewhere.admin.id, name: "Other's" },
    scopes: ["audit:read"],
  });
  const headers = { authorization: `Token ${made.secret}` };
  const { audit } = (await server.app.inject({ url: "/v1/audit/", headers })).json<AuditPage>();
  expect(audit.map(({ subject_name }) => subject_name)).toEqual(["Other's", "Admin", "Other"]);
});

test("the log is searched by deed, agent and time, read in pages, and exported whole", async () => {
  for (const name of ["=A1", "B", "C"])
    await owner.ask("POST", "/v1/channels/", { name, type: "landbot" });
  const first = (await owner.ask("GET", "/v1/audit/?limit=2&deed=channel.created"))
    .body as AuditPage;
  expect(first.audit.map(({ subject_name }) => subject_name)).toEqual(["C", "B"]);
  const rest = await read(`&deed=channel.created&before=${first.next}`);
  expect(rest.map(({ subject_name }) => subject_name)).toEqual(["=A1"]);
  expect(await read("&agent_id=1")).toEqual([]);
  expect(deeds(await read(`&agent_id=${server.admin.id}`))).toContain("sign_in");
  expect(await read("&until=2026-11-21")).toEqual([]);
  expect((await owner.ask("GET", "/v1/audit/?deed=nothing")).status).toBe(422);
  const csv = await server.ask({ url: "/v1/audit/audit.csv?deed=channel.created&limit=1" });
  const lines = csv.body.trimEnd().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('"at","actor"');
  const [token] = await server.features.tokens.list(server.workspace.id);
  await server.ask({ method: "POST", url: "/v1/bots/", payload: { name: "Bot" } });
  const byToken = await server.ask({ url: "/v1/audit/audit.csv?deed=bot.created" });
  expect(byToken.body).toContain(`${token?.id},"${token?.name}",`);
  expect(lines[3]).toContain(`"'=A1"`);
});

test("owners have the log checked, and hold it against a line that they noted", async () => {
  const verify = async (query = "") =>
    (await owner.ask("GET", `/v1/audit/verification/${query}`)).body;
  const [newest] = await read();
  const head = { id: newest?.id, hash: newest?.hash };
  const lines = (await read()).length;
  const whole = { success: true, lines, head, fault: null };
  expect(await verify()).toEqual(whole);
  expect(await verify(`?head=${head.id}:${head.hash}`)).toEqual(whole);
  const another = `${head.id}:${"0".repeat(64)}`;
  expect(await verify(`?head=${another}`)).toMatchObject({
    ...{ lines: lines - 1, fault: { line_id: head.id, kind: "replaced" } },
  });
  expect(await verify(`?head=9999:${head.hash}`)).toMatchObject({
    fault: { line_id: 9999, kind: "missing" },
  });
  expect((await owner.ask("GET", "/v1/audit/verification/?head=1")).status).toBe(422);
  const bo = await join(server, owner, { email: "bo@example.org", role: "manager" });
  expect((await bo.ask("GET", "/v1/audit/verification/")).status).toBe(403);
});

test("a line of the API is all that its hash needs", async () => {
  for (const name of ["A", "é"])
    await owner.ask("POST", "/v1/channels/", { name, type: "landbot" });
  let before = "";
  for (const it of (await read()).toReversed()) {
    const { kind, agent_id, token_id, name, address } = it.actor;
    const said = [
      ...[before, it.id, server.workspace.id, Math.round(it.at * 1000)],
      ...[kind, agent_id, token_id, name, address],
      ...[it.deed, it.subject, it.subject_name, JSON.stringify(it.detail)],
    ];
    expect(it.hash).toBe(createHash("sha256").update(JSON.stringify(said)).digest("hex"));
    before = it.hash;
  }
  expect(before).toMatch(/^[0-9a-f]{64}$/);
});
