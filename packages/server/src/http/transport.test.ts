import { get, type IncomingMessage } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "./testing/ask-json.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { type Payment, seedPayment } from "./testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let field: string;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
  field = `/v1/customers/${payment.customerId}/fields/city`;
});
afterEach(() => server.close());

async function withAuthorization(authorization: string) {
  const answer = await server.app.inject({
    url: "/v1/projects/",
    headers: authorization === "" ? {} : { authorization },
  });
  return {
    status: answer.statusCode,
    body: answer.json(),
    asks: answer.headers["www-authenticate"],
  };
}

const projects = { success: true, total: 1, projects: [{ id: 1, name: "Acme" }] };
const letIn = { status: 200, body: projects, asks: undefined };
const wrong = { status: 401, body: { detail: "Invalid token." }, asks: "Token" };

test("takes a token as Token or Bearer, however the word is written", async () => {
  for (const word of ["Token", "token", "TOKEN", "Bearer", "bearer", "Bearer  "])
    expect(await withAuthorization(`${word} ${server.token}`)).toEqual(letIn);
});

test("says which of the two is wrong: no token, or a bad one", async () => {
  const missing = { detail: "Authentication credentials were not provided." };
  expect(await withAuthorization("")).toEqual({ status: 401, body: missing, asks: "Token" });
  for (const header of [
    "Token nope",
    "Token",
    `Basic ${server.token}`,
    server.token,
    `Token ${server.token} ${server.token}`,
    `Token ${server.token.slice(0, -1)}`,
    `Token ${server.token}x`,
  ])
    expect(await withAuthorization(header)).toEqual(wrong);
});

test("never takes a token from the query", async () => {
  const answer = await server.app.inject({ url: `/v1/projects/?token=${server.token}` });
  expect(answer.statusCode).toBe(401);
});

test("listens to nobody before their token is known: a broken body without one is 401, not 400", async () => {
  const answer = await server.app.inject({
    method: "PUT",
    url: field,
    headers: { "content-type": "application/json" },
    payload: "{",
  });
  expect(answer.statusCode).toBe(401);
});

test("answers every path with and without the slash at its end, and never redirects", async () => {
  for (const path of ["/v1", "/v1/projects", `/v1/customers/${payment.customerId}`, field]) {
    const plain = await server.ask({ url: path });
    const slashed = await server.ask({ url: `${path}/` });
    expect(slashed.statusCode).toBe(plain.statusCode);
    expect(slashed.body).toBe(plain.body);
    expect(plain.headers.location).toBeUndefined();
  }
});

test("takes JSON, JSON as text/plain, JSON without a type, and forms, whatever their charset says", async () => {
  const json = JSON.stringify({ value: "Paris" });
  const bodies: [string | null, string][] = [
    ["application/json", json],
    ["application/json; charset=utf-8", json],
    ["text/plain;charset=UTF-8", json],
    ["application/json; charset=ISO-8859-1", json],
    [null, json],
    ["application/x-www-form-urlencoded", "value=Paris&type=string"],
    ["application/x-www-form-urlencoded", json],
    ["application/x-www-form-urlencoded; charset=UTF-8", "value=Paris&type=&extra="],
  ];
  for (const [type, payload] of bodies) {
    const answer = await server.ask({
      method: "PUT",
      url: field,
      headers: type === null ? {} : { "content-type": type },
      payload: Buffer.from(payload),
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { success: true, field: { name: "city", type: "string", extra: {}, value: "Paris" } },
    ]);
  }
});

test("takes PUT, POST and DELETE of a JSON type with nothing in them as without a body", async () => {
  const headers = { "content-type": "application/json" };
  const customer = `/v1/customers/${payment.customerId}`;
  const ask = async (method: "PUT" | "DELETE" | "POST", url: string) =>
    (await server.ask({ method, url, headers, payload: "" })).statusCode;
  expect(await ask("PUT", `${customer}/archive/`)).toBe(200);
  expect(await ask("PUT", `${customer}/unarchive/`)).toBe(200);
  expect(await ask("DELETE", field)).toBe(204);
  expect(await ask("PUT", `${customer}/assign_bot/${payment.botId}/`)).toBe(200);
  expect(await ask("POST", `${customer}/send_text/`)).toBe(422);
});

test("refuses a body that is not JSON, one that is too large, and types that it does not read", async () => {
  const put = async (type: string, payload: string) => {
    const headers = { "content-type": type };
    const answer = await server.ask({ method: "PUT", url: field, headers, payload });
    return [answer.statusCode, answer.json()];
  };
  expect(await put("application/json", "{")).toEqual([
    400,
    { detail: "JSON parse error - line 1 column 2" },
  ]);
  expect(await put("application/json", '{"value":1}x')).toEqual([
    400,
    { detail: expect.stringContaining("JSON parse error") },
  ]);
  const large = JSON.stringify({ value: "x".repeat(1024 * 1024) });
  expect(await put("application/json", large)).toEqual([413, { detail: expect.any(String) }]);
  for (const type of ["application/xml", "multipart/form-data; boundary=x", "nonsense"])
    expect(await put(type, "<a/>")).toEqual([415, { detail: expect.any(String) }]);
});

test("ignores keys and query parameters that it does not know, and never stores them", async () => {
  const body = { value: "Paris", workspaceId: 99, revision: 7, id: 5 };
  const put = await askJson(server, "PUT", `${field}?bot=7&x[]=1`, body);
  expect(put.body).toEqual({
    success: true,
    field: { name: "city", type: "string", extra: {}, value: "Paris" },
  });
  const stored = await server.store.conversation(payment.customerId);
  expect(stored?.state.fields.city).toEqual({ type: "string", value: "Paris" });
});

test("answers JSON, also for errors, and nothing at all with 204", async () => {
  const lost = await server.ask({ url: "/v1/nowhere/" });
  expect(lost.headers["content-type"]).toBe("application/json; charset=utf-8");
  const deleted = await server.ask({ method: "DELETE", url: field });
  expect([deleted.statusCode, deleted.body]).toEqual([204, ""]);
  expect(deleted.headers["content-type"]).toBeUndefined();
  for (const answer of [lost, deleted]) {
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
});

test("finds nothing at paths that lead nowhere or cannot be paths", async () => {
  for (const path of [
    "/",
    "/v1/tickets/",
    "/v1/tickets/1/",
    "/v2/customers/",
    "/v1/customers/%/",
    "/v1/customers/%E0%A4%A/messages/",
    `/v1/customers/${"9".repeat(600)}/`,
    "/V1/customers/",
  ])
    expect(await askJson(server, "GET", path)).toEqual(notFound);
});

test("answers another method on a known path with 405, and names those that there are", async () => {
  const tried: ["POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS", string, string][] = [
    ["POST", "/v1/projects/", "GET"],
    ["PATCH", "/v1/customers/", "GET, POST"],
    ["DELETE", `/v1/customers/${payment.customerId}/messages`, "GET"],
    ["OPTIONS", field, "GET, POST, PUT, DELETE"],
    ["PUT", `/v1/customers/${payment.customerId}/`, "GET, DELETE"],
  ];
  for (const [method, url, allow] of tried) {
    const answer = await server.ask({ method, url, payload: "{not read" });
    expect([answer.statusCode, answer.json(), answer.headers.allow]).toEqual([
      405,
      { detail: `Method "${method}" not allowed.` },
      allow,
    ]);
  }
});

test("answers HEAD with what GET would say, without its body, but for what is streamed", async () => {
  for (const url of [
    "/v1/",
    "/v1/customers",
    `/v1/customers/${payment.customerId}/`,
    "/v1/nope/",
  ]) {
    const [head, get] = await Promise.all([
      server.ask({ method: "HEAD", url }),
      server.ask({ url }),
    ]);
    expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, ""]);
    const described = ["content-type", "content-length"] as const;
    expect(described.map((name) => head.headers[name])).toEqual(
      described.map((name) => get.headers[name]),
    );
  }
  const streamed = await server.ask({ method: "HEAD", url: "/v1/exports/transcripts/" });
  expect([streamed.statusCode, streamed.headers.allow]).toEqual([405, "GET"]);
  expect((await server.app.inject({ method: "HEAD", url: "/v1/projects/" })).statusCode).toBe(401);
});

test("tells of a failure of its own by an id, never by what went wrong", async () => {
  const failing = await openTestServer({
    openStore: (ports) => ({
      ...openMemoryStore(ports),
      customers: () => Promise.reject(new Error("SELECT secret FROM /var/lib/parley")),
    }),
  });
  const answer = await askJson(failing, "GET", "/v1/customers/");
  expect(answer).toEqual({
    status: 500,
    body: {
      detail: expect.stringMatching(
        /^Something went wrong inside Parley\. Its log names it [0-9a-f-]{36}\.$/,
      ),
    },
  });
  expect(failing.reports).toHaveLength(1);
  failing.reports.length = 0;
  await failing.close();
});

test("tells whoever still comes while it closes to come back", async () => {
  const closing = await openTestServer({ openStore: openMemoryStore });
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  closing.app.addHook("preClose", () => gate);
  const url = await closing.app.listen({ host: "127.0.0.1", port: 0 });
  const closed = closing.close();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/v1/`, resolve).on("error", reject);
  });
  const body = Buffer.concat(await answer.toArray()).toString();
  expect([answer.statusCode, body, answer.headers["retry-after"]]).toEqual([
    503,
    '{"detail":"Parley is starting or ending. Try again."}',
    "1",
  ]);
  finish();
  await closed;
});

test("says what it is to whoever asks, without a token", async () => {
  const answer = await server.app.inject({ url: "/v1/" });
  expect(answer.json()).toEqual({
    success: true,
    name: "Parley",
    version: "1.0.0",
    openapi: "/v1/openapi.json",
  });
});
