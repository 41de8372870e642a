import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { setUp } from "./testing/browser.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

/** A body that takes longer than what was checked before it may count; `meanwhile` happens within. */
function slowly(json: string, meanwhile: () => Promise<unknown>): Readable {
  return Readable.from(
    (async function* () {
      yield json.slice(0, 3);
      await meanwhile();
      server.clock.advance(5_001);
      yield json.slice(3);
    })(),
  );
}

test("nobody acts by what was taken from them while they sent the body", async () => {
  const owner = await setUp(server);
  const { features, workspace, admin } = server;
  const made = await features.tokens.create({
    ...{ workspaceId: workspace.id, agentId: admin.id, name: "Slow" },
  });
  const headers = { "content-type": "application/json" };
  const byToken = server.app.inject({
    ...{ method: "POST", url: "/v1/bots/" },
    headers: { ...headers, authorization: `Token ${made.secret}` },
    payload: slowly('{"name":"By token"}', () =>
      features.tokens.revoke(workspace.id, made.record.id),
    ),
  });
  const bySession = owner.send({
    ...{ method: "POST", url: "/studio/api/workspaces" },
    headers: { ...headers, "parley-studio": "0", "sec-fetch-site": "same-origin" },
    payload: slowly('{"name":"By session"}', async () => {
      const account = await server.store.accountByEmail("ann@example.org");
      const accountId = account?.id ?? "";
      await features.sessions.write([{ kind: "delete-sessions", accountId, keptId: null }]);
    }),
  });
  expect([(await byToken).statusCode, (await bySession).status]).toEqual([401, 401]);
  expect(await features.bots.list(workspace.id)).toEqual([]);
  expect(await server.store.workspaces()).toHaveLength(1);
});
