import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openBrowser, setUp } from "../testing/browser.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

test("says that nobody has set the installation up, and afterwards who is signed in", async () => {
  const stranger = openBrowser(server);
  expect((await stranger.ask("GET", "/studio/api/session")).body).toEqual({
    ...{ success: true, setup: "needed", account: null, workspaces: [] },
  });
  const owner = await setUp(server);
  const told = await owner.ask("GET", "/studio/api/session");
  expect(told.body).toEqual({
    ...{ success: true, setup: "done" },
    account: {
      ...{ id: expect.any(String), name: "Ann", email: "ann@example.org", has_two_factor: false },
    },
    workspaces: [
      { id: server.workspace.id, name: "Harbour", role: "admin", agent_id: server.admin.id },
    ],
  });
  const bots = await owner.ask("GET", "/v1/bots/");
  expect(bots.status).toBe(200);
});
