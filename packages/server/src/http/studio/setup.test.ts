import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../ports/clock.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openSqliteStore } from "../../stores/sqlite/open-sqlite-store.ts";
import { openBrowser, ownerOf, sessionCookie, setUp } from "../testing/browser.ts";
import { openTestServer } from "../testing/open-test-server.ts";

const stores = {
  memory: openMemoryStore,
  sqlite: ({ clock }: { readonly clock: Clock }) => {
    const folder = mkdtempSync(join(tmpdir(), "parley-setup-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return openSqliteStore({ file: join(folder, "parley.db"), clock });
  },
};

async function opened(store: keyof typeof stores = "memory") {
  const server = await openTestServer({ openStore: stores[store] });
  onTestFinished(() => server.close());
  return server;
}

test.each(["memory", "sqlite"] as const)(
  "of fifty who set up at once one becomes the owner (%s)",
  async (store) => {
    const server = await opened(store);
    const racers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const browser = openBrowser(server);
        browser.address = `192.0.2.${n}`;
        const { status } = await browser.ask(
          "POST",
          "/studio/api/setup",
          ownerOf(server, `racer-${n}@example.org`),
        );
        return { status, isIn: browser.cookies.has(sessionCookie) };
      }),
    );
    expect(racers.filter(({ status }) => status === 200)).toEqual([{ status: 200, isIn: true }]);
    expect(racers.filter(({ status, isIn }) => status === 409 && !isIn)).toHaveLength(49);
    const agents = await server.store.agents(server.workspace.id);
    expect(agents).toHaveLength(1);
    expect(await server.store.workspaces()).toHaveLength(1);
  },
);

test("the owner takes over the first workspace and its admin, with tokens and bots as they were", async () => {
  const server = await opened();
  const owner = await setUp(server);
  expect(await server.store.workspaces()).toEqual([{ ...server.workspace, name: "Harbour" }]);
  const [agent] = await server.store.agents(server.workspace.id);
  expect(agent).toMatchObject({
    ...server.admin,
    name: "Ann",
    email: "ann@example.org",
    accountId: expect.any(String),
  });
  expect((await server.ask({ url: "/v1/bots/" })).statusCode).toBe(200);
  expect((await owner.ask("GET", "/v1/tokens/")).body).toMatchObject({ total: 1 });
});

test("an agent that had the owner's address already becomes the owner's", async () => {
  const server = await opened();
  const agent = await server.features.agents.create({
    ...{ workspaceId: server.workspace.id, name: "A.", email: "Ann@Example.org", role: "agent" },
  });
  const owner = await setUp(server);
  const { workspaces } = (await owner.ask("GET", "/studio/api/session")).body as {
    workspaces: { agent_id: number; role: string }[];
  };
  expect(workspaces).toMatchObject([{ agent_id: agent.id, role: "admin" }]);
});

test("the code counts in any case and with any dashes; a wrong one makes nobody an owner, ten times", async () => {
  const server = await opened();
  const browser = openBrowser(server);
  const given = ownerOf(server);
  for (let n = 0; n < 10; n++)
    expect(
      await browser.ask("POST", "/studio/api/setup", { ...given, code: `WRONG-${n}` }),
    ).toMatchObject({
      ...{ status: 422, body: { errors: { code: [expect.any(String)] } }, setCookies: [] },
    });
  expect((await browser.ask("POST", "/studio/api/setup", given)).status).toBe(429);
  expect(await server.store.accountByEmail(given.email)).toBeNull();
  browser.address = "192.0.2.1";
  const code = given.code.toLowerCase().replaceAll("-", " ");
  expect((await browser.ask("POST", "/studio/api/setup", { ...given, code })).status).toBe(200);
});

test("the code opens nothing once there is an owner", async () => {
  const server = await opened();
  await setUp(server);
  const second = openBrowser(server);
  const told = await second.ask("POST", "/studio/api/setup", ownerOf(server, "bo@example.org"));
  expect([told.status, second.cookies.size]).toEqual([409, 0]);
});
