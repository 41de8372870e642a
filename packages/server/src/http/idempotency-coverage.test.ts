/**
 * Every write of the platform API takes an `Idempotency-Key`. The list of what is served says which these are, so a new
 * one is tried here before anybody thinks of it.
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HookDispatch } from "../features/hooks/hook-dispatch.ts";
import type { Egress } from "../ports/egress.ts";
import type { AttemptRecord } from "../ports/hooks.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { type Estate, everythingOf, settle, withoutUse } from "./testing/estate.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { bodyFor, readyPath } from "./testing/route-requests.ts";

/** Writes that are served without a token: what tells repeats apart there is their own, and has its own tests. */
const unkeyed = ["useResumeAddress"];

/** Writes that are refused as the estate is. A refusal is stored and repeated like any other answer. */
const refusedHere = ["optOutCustomer", "deleteOptIns", "sendTemplate"];

const listing = await openTestServer({ openStore: openMemoryStore });
const writes = listing.served.filter(({ spec }) => spec.method !== "GET");
await listing.close();
const keyed = writes.map(({ spec }) => spec.operationId).filter((it) => !unkeyed.includes(it));

let server: TestServer;
let estate: Estate;
/** What went out to others. */
let outside: string[];

beforeEach(async () => {
  outside = [];
  server = await openTestServer({ openStore: openMemoryStore, egress, dispatch });
  estate = await settle(server, server.workspace.id, server.admin.id);
});
afterEach(() => server.close());

const egress: Egress = {
  send: async ({ url }) => {
    outside.push(url);
    const body = new TextEncoder().encode("{}");
    return { kind: "answered", status: 200, headers: {}, body, truncated: false, durationMs: 1 };
  },
  check: () => null,
  close: async () => {},
};

const dispatch: HookDispatch = {
  refresh: () => {},
  skip: async () => {
    outside.push("skipped");
    return true;
  },
  tryOnce: async ({ url }, { eventId }): Promise<AttemptRecord> => {
    outside.push(eventId);
    const headers = { "content-type": "text/plain" };
    return {
      ...{ atMs: 0, durationMs: 1, url, status: 200, error: null, answer: "" },
      ...{ requestHeaders: headers, answerHeaders: headers },
    };
  },
};

/** A call that is in order. */
interface Call {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

async function callOf(operationId: string): Promise<Call> {
  const route = writes.find(({ spec }) => spec.operationId === operationId);
  if (!route || route.spec.method === "GET") throw new Error(`${operationId} is no write.`);
  const { method } = route.spec;
  if (route.access === "channel-key") return channelCall(method);
  const url = await readyPath(server, route, estate);
  const headers = { ...(operationId === "saveDraft" && { "if-match": '"2"' }) };
  return { method, url, headers, body: bodyFor(operationId, estate) };
}

/** An API channel says something for its customer. */
async function channelCall(method: Call["method"]): Promise<Call> {
  const { key } = await server.features.channels.create({
    ...{ workspaceId: estate.workspaceId, name: "App", type: "apichat", botId: estate.ids.bot },
  });
  return {
    ...{ method, url: "/v1/send/tg-42/", headers: { authorization: `Token ${key}` } },
    body: { message: { type: "text", message: "Hi" } },
  };
}

async function send({ method, url, headers, body }: Call, key: string) {
  const { statusCode, rawPayload, ...answer } = await server.ask({
    ...{ method, url, headers: { ...headers, "idempotency-key": key } },
    ...(body !== undefined && { payload: Object(body) }),
  });
  const isReplay = answer.headers["idempotency-replayed"] === "true";
  return { status: statusCode, bytes: rawPayload, isReplay };
}

const everything = async () => [
  withoutUse(await everythingOf(server, estate)),
  await server.store.report(),
  await server.store.audit({ workspaceId: estate.workspaceId, limit: 100 }),
  [...outside],
];

test("nearly all writes take a key", () => {
  expect(keyed.length).toBeGreaterThan(50);
  expect(writes.length - keyed.length).toBe(unkeyed.length);
});

test.each(keyed)(
  "%s is done once under one key, answers with the same bytes, and refuses another call",
  async (operationId) => {
    const call = await callOf(operationId);
    const first = await send(call, "k");
    expect([first.status < 300, first.isReplay]).toEqual([
      !refusedHere.includes(operationId),
      false,
    ]);
    const after = await everything();
    server.clock.advance(5_000);
    expect(await send(call, "k")).toEqual({ ...first, isReplay: true });
    const others: Call[] = [
      { ...call, url: `${call.url}?other=1` },
      { ...call, body: { ...Object(call.body), other: 1 } },
    ];
    for (const other of others) {
      const { status, bytes } = await send(other, "k");
      expect([status, bytes.toString()]).toEqual([
        ...[422, '{"errors":{"Idempotency-Key":["Used with another request"]}}'],
      ]);
    }
    expect(await everything()).toEqual(after);
  },
);
