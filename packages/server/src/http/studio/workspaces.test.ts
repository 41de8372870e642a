import { afterEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { join, setUp } from "../testing/browser.ts";
import {
  openTestServer,
  type TestServer,
  type TestServerOptions,
} from "../testing/open-test-server.ts";

let server: TestServer;
afterEach(() => server.close());

async function open(workspaceFounders: TestServerOptions["workspaceFounders"] = "owners") {
  server = await openTestServer({ openStore: openMemoryStore, workspaceFounders });
  return setUp(server);
}

test("an owner gives the workspace another name, and everybody sees it", async () => {
  const owner = await open();
  const bo = await join(server, owner, { email: "bo@example.org", role: "manager" });
  const told = await owner.ask("PATCH", "/studio/api/workspace", { name: "  Harbour Kayaks " });
  expect(told).toMatchObject({
    status: 200,
    body: { workspace: { id: server.workspace.id, name: "Harbour Kayaks", role: "admin" } },
  });
  expect((await bo.ask("GET", "/studio/api/session")).body).toMatchObject({
    workspaces: [{ name: "Harbour Kayaks", role: "manager" }],
  });
});

test("nobody else does, nor in a workspace that they do not belong to", async () => {
  const owner = await open();
  const before = await server.store.workspaces();
  const bo = await join(server, owner, { email: "bo@example.org", role: "manager" });
  expect((await bo.ask("PATCH", "/studio/api/workspace", { name: "Mine" })).status).toBe(403);
  owner.workspaceId += 1;
  expect((await owner.ask("PATCH", "/studio/api/workspace", { name: "Mine" })).status).toBe(403);
  owner.workspaceId -= 1;
  expect((await owner.ask("PATCH", "/studio/api/workspace", { name: " " })).status).toBe(422);
  expect(await server.store.workspaces()).toEqual(before);
});

const found = { url: "/studio/api/workspaces", body: { name: "Second" } };

test("only who owns a workspace may found another, and is told so before", async () => {
  const owner = await open();
  const bo = await join(server, owner, { email: "bo@example.org", role: "manager" });
  expect((await bo.ask("POST", found.url, found.body)).status).toBe(403);
  expect((await bo.ask("GET", "/studio/api/session")).body).toMatchObject({
    may_found_workspaces: false,
  });
  expect((await owner.ask("GET", "/studio/api/session")).body).toMatchObject({
    may_found_workspaces: true,
  });
  expect((await owner.ask("POST", found.url, found.body)).status).toBe(201);
  expect(await server.store.workspaces()).toHaveLength(2);
});

test("where everybody may found workspaces, everybody with an account may", async () => {
  const owner = await open("everybody");
  const cy = await join(server, owner, { email: "cy@example.org", role: "agent" });
  expect((await cy.ask("POST", found.url, found.body)).status).toBe(201);
});
