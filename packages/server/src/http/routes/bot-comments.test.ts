import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../features/accounts/scopes.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { paymentFlow } from "../testing/payment-flow.ts";

let server: TestServer;
let path: string;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const { id } = await server.features.bots.create(server.workspace.id, paymentFlow);
  path = `/v1/bots/${id}/comments/`;
});
afterEach(() => server.close());

/** The headers of another agent of the workspace. */
async function headersOf(role: "admin" | "manager") {
  const workspaceId = server.workspace.id;
  const agent = await server.features.agents.create({
    ...{ workspaceId, name: "Eva", email: "eva@example.org", role },
  });
  const made = await server.features.tokens.create({
    ...{ workspaceId, agentId: agent.id, name: "Eva", scopes },
  });
  return { authorization: `Token ${made.secret}` };
}

async function add(body: object): Promise<number> {
  const added = await askJson(server, "POST", path, body);
  expect(added.status).toBe(201);
  return (added.body as { comment: { id: number } }).comment.id;
}

test("a comment is made on a block, with whom and when, and listed oldest first", async () => {
  const id = await add({ block: "askname01", x: 12, y: -3.5, text: "Why the name? <b>é</b>" });
  await add({ text: "In general" });
  expect(await askJson(server, "GET", path)).toEqual({
    status: 200,
    body: {
      success: true,
      total: 2,
      comments: [
        {
          ...{ id, block: "askname01", x: 12, y: -3.5, text: "Why the name? <b>é</b>" },
          agent: { id: server.admin.id, name: "Admin" },
          resolved: false,
          created_at: expect.any(Number),
          updated_at: expect.any(Number),
        },
        expect.objectContaining({ block: null, x: 0, y: 0, text: "In general" }),
      ],
    },
  });
});

test("a comment stays when its block is deleted, and moves to a place of its own", async () => {
  const id = await add({ block: "askname01", text: "Why?" });
  const { askname01: _, ...blocks } = paymentFlow.blocks;
  const flow = { ...paymentFlow, start: "setdata01", blocks };
  const draft = path.replace("comments", "draft");
  expect((await askJson(server, "PUT", draft, { flow }, { "if-match": '"1"' })).status).toBe(200);
  expect(await askJson(server, "GET", path)).toMatchObject({
    body: { comments: [{ id, block: "askname01", text: "Why?" }] },
  });
  const moved = await askJson(server, "PATCH", `${path}${id}/`, { block: null, x: 5, y: 6 });
  expect(moved.body).toMatchObject({ comment: { block: null, x: 5, y: 6, text: "Why?" } });
});

test("anybody who builds resolves a comment; only its author changes its words", async () => {
  const id = await add({ text: "Why?" });
  const eva = await headersOf("manager");
  const resolved = await askJson(server, "PATCH", `${path}${id}/`, { resolved: true }, eva);
  expect(resolved).toMatchObject({ status: 200, body: { comment: { resolved: true } } });
  const refused = { status: 403, body: { detail: "Only whoever wrote this may do that." } };
  expect(await askJson(server, "PATCH", `${path}${id}/`, { text: "Ha" }, eva)).toEqual(refused);
  expect(await askJson(server, "DELETE", `${path}${id}/`, undefined, eva)).toEqual(refused);
  const own = await askJson(server, "PATCH", `${path}${id}/`, { text: "Why so?", resolved: false });
  expect(own.body).toMatchObject({ comment: { text: "Why so?", resolved: false } });
});

test("a comment is deleted by its author or an admin, and is gone", async () => {
  const eva = await headersOf("manager");
  const made = await askJson(server, "POST", path, { text: "Mine" }, eva);
  const { id } = (made.body as { comment: { id: number } }).comment;
  expect(await askJson(server, "DELETE", `${path}${id}/`)).toEqual(gone);
  expect(await askJson(server, "GET", path)).toMatchObject({ body: { total: 0, comments: [] } });
  expect(await askJson(server, "DELETE", `${path}${id}/`)).toEqual(notFound);
  expect(await askJson(server, "PATCH", `${path}${id}/`, { resolved: true })).toEqual(notFound);
});

test("a comment without words, or off the canvas, is refused", async () => {
  for (const body of [{}, { text: "  " }, { text: "x".repeat(4001) }, { text: "x", x: 1e9 }])
    expect(await askJson(server, "POST", path, body)).toMatchObject({ status: 422 });
});

test("a bot has a thousand comments at most", async () => {
  const botId = Number(path.split("/")[3]);
  const words = { block: null, x: 0, y: 0, text: "x", agentId: server.admin.id };
  const records = Array.from({ length: 1_000 }, (_, at) => ({
    kind: "put-comment" as const,
    comment: { id: 5_000 + at, botId, ...words, isResolved: false, createdMs: 1, updatedMs: 1 },
  }));
  await server.store.commit({ records });
  expect(await askJson(server, "POST", path, { text: "One more" })).toEqual({
    status: 412,
    body: { errors: { bot_id: ["A bot has at most 1000 comments."] } },
  });
});
