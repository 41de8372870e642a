import { expect, test } from "vitest";
import type { HttpAnswer } from "../../conversation/event.ts";
import type { Value } from "../../expression/value.ts";
import { blockOf, type FakeWorld, fakeTurn } from "../outside-testing.ts";
import { webhook } from "./webhook.ts";

const url = "https://api.example.org/orders";

function send(params: object, world: FakeWorld = {}) {
  const turn = fakeTurn(world);
  const outcome = webhook.enter(blockOf(webhook, { url, ...params }), turn);
  return { turn, outcome, request: turn.calls[0] };
}

function receive(params: object, answer: HttpAnswer, world: FakeWorld = {}) {
  const turn = fakeTurn(world);
  const block = blockOf(webhook, { url, ...params });
  webhook.enter(block, turn);
  const outcome = webhook.receive?.(block, turn, { kind: "http", answer });
  return { turn, output: outcome?.kind === "leave" ? outcome.output : "" };
}

function answered(status: number, json?: Value, text = JSON.stringify(json) ?? ""): HttpAnswer {
  const headers = { "x-request-id": "r1", "content-type": "application/json" };
  const answer = { kind: "answered", status, headers, text, durationMs: 12 } as const;
  return json === undefined ? answer : { ...answer, json };
}

const codes = (turn: ReturnType<typeof fakeTurn>) => turn.traces.map(({ code }) => code);

test("parks in a call with the request filled in", () => {
  const { outcome, request } = send(
    {
      method: "PUT",
      url: "https://api.example.org/orders/@order?full=1#top",
      query: [{ name: "q&a", value: "@city" }],
      headers: [{ name: "Authorization", value: "Bearer @token" }],
      body: { kind: "json", template: '{"id": @id, "name": "@name"}' },
      timeoutSeconds: 5,
      retries: 2,
    },
    {
      id: 10_000_001,
      fields: { order: "a/b", city: "São Paulo & co", token: "t1", name: 'A "B"' },
    },
  );
  expect(outcome).toEqual({ kind: "park", phase: "calling" });
  expect(request).toEqual({
    method: "PUT",
    url: "https://api.example.org/orders/a%2Fb?full=1&q%26a=S%C3%A3o%20Paulo%20%26%20co",
    headers: { Authorization: "Bearer t1", "Content-Type": "application/json" },
    body: '{"id": 10000001, "name": "A \\"B\\""}',
    timeoutMs: 5000,
    retries: 2,
  });
});

test.each([
  [url, `${url}?a=1`],
  [`${url}?`, `${url}?a=1`],
  [`${url}?b=2`, `${url}?b=2&a=1`],
  [`${url}?b=2&`, `${url}?b=2&a=1`],
])("appends the query to %s", (address, whole) => {
  const { request } = send({ url: address, query: [{ name: "a", value: "1" }] });
  expect(request?.url).toBe(whole);
});

test("asks for 30 seconds and no repeats unless told otherwise, and sends no header of its own", () => {
  expect(send({}).request).toEqual({
    ...{ method: "POST", url, headers: {}, body: null, timeoutMs: 30_000, retries: 0 },
  });
});

test("sends a form", () => {
  const pairs = [
    { name: "first name", value: "@name" },
    { name: "unset", value: "@missing" },
  ];
  const { request } = send(
    { body: { kind: "form", pairs } },
    { fields: { name: "Ann=1&admin=1" } },
  );
  expect(request?.body).toBe("first%20name=Ann%3D1%26admin%3D1&unset=");
  expect(request?.headers).toEqual({ "Content-Type": "application/x-www-form-urlencoded" });
});

test("sends a text as it is, with its media type", () => {
  const body = { kind: "text", text: "<name>@name</name>", contentType: "text/xml; charset=utf-8" };
  const { request } = send({ body }, { fields: { name: "Ann" } });
  expect(request?.body).toBe("<name>Ann</name>");
  expect(request?.headers).toEqual({ "Content-Type": "text/xml; charset=utf-8" });
});

test("lets the author's own content type win", () => {
  const headers = [{ name: "content-type", value: "application/vnd.api+json" }];
  const { request } = send({ headers, body: { kind: "json", template: "{}" } });
  expect(request?.headers).toEqual({ "content-type": "application/vnd.api+json" });
});

test.each([
  ["a header with a line break", { headers: [{ name: "X-A", value: "@evil" }] }, "bad-header"],
  ["a path that steps up", { url: `${url}/@up/secret` }, "path-step"],
  [
    "a body over the limit",
    { body: { kind: "text", text: "@long@long", contentType: "a/b" } },
    "body-too-large",
  ],
  [
    "a form over the limit",
    { body: { kind: "form", pairs: [{ name: "a", value: "@long@long" }] } },
    "body-too-large",
  ],
  ["an address over the limit", { query: [{ name: "a", value: "@long" }] }, "url-too-long"],
])("sends nothing and goes on at failure for %s", (_name, params, code) => {
  const fields = { evil: "a\r\nHost: evil.example", up: "..", long: "x".repeat(150_000) };
  const { turn, outcome, request } = send(params, { fields });
  expect(outcome).toEqual({ kind: "leave", output: "failure" });
  expect(request).toBeUndefined();
  expect(codes(turn)).toEqual([code]);
  expect(turn.traces[0]?.message).toContain("Nothing was sent.");
});

test.each([
  [200, "success"],
  [204, "success"],
  [302, "failure"],
  [404, "failure"],
  [500, "failure"],
])("routes %i to %s when no route says otherwise", (status, output) => {
  expect(receive({}, answered(status)).output).toBe(output);
});

const routes = [
  { status: "404", output: "unknown" },
  { status: "4xx", output: "refused" },
  { status: "200-201", output: "made" },
];

test.each([
  [404, "unknown"],
  [400, "refused"],
  [499, "refused"],
  [200, "made"],
  [201, "made"],
  [202, "success"],
  [500, "failure"],
])("routes %i to %s by the first route that fits", (status, output) => {
  expect(receive({ routes }, answered(status)).output).toBe(output);
});

test("shows the routes' outputs first, each once, then success and failure", () => {
  const twice = [
    ...routes,
    { status: "409", output: "refused" },
    { status: "410", output: "failure" },
  ];
  const params = webhook.schema.parse({ url, routes: twice });
  expect(webhook.outputs(params)).toEqual(["unknown", "refused", "made", "failure", "success"]);
});

test("keeps parts of the answer: a path, the whole, the status, a header", () => {
  const save = [
    { path: "items[1].price", field: "price" },
    { path: "", field: "whole" },
    { path: "$status", field: "status" },
    { path: "$headers.X-Request-Id", field: "request" },
  ];
  const json = { items: [{ price: 5 }, { price: 7 }] };
  const { turn } = receive({ save }, answered(200, json));
  expect(Object.fromEntries(turn.fields)).toEqual({
    ...{ price: 7, whole: json, status: 200, request: "r1" },
  });
  expect(codes(turn)).toEqual(["200"]);
});

test("keeps an error's text too when it is JSON", () => {
  const save = [{ path: "error.message", field: "reason" }];
  const { turn, output } = receive({ save }, answered(422, { error: { message: "No funds" } }));
  expect(output).toBe("failure");
  expect(turn.fields.get("reason")).toBe("No funds");
});

test("keeps a text as a whole at 2xx, but not a proxy's error page", () => {
  const save = [{ path: "", field: "page" }];
  const world = { fields: { page: "old" } };
  expect(receive({ save }, answered(200, undefined, "OK"), world).turn.fields.get("page")).toBe(
    "OK",
  );
  const { turn } = receive({ save }, answered(502, undefined, "<h1>Bad gateway</h1>"), world);
  expect(turn.fields.get("page")).toBe("old");
  expect(codes(turn)).toEqual(["502", "missing-path"]);
});

test("leaves a field as it was where the answer has nothing for it, and says so", () => {
  const save = [
    { path: "status.deep[3]", field: "status" },
    { path: "constructor.name", field: "status" },
    { path: "$headers.x-none", field: "status" },
  ];
  const { turn, output } = receive({ save }, answered(200, {}), { fields: { status: "old" } });
  expect(output).toBe("success");
  expect(turn.fields.get("status")).toBe("old");
  expect(codes(turn)).toEqual(["200", "missing-path", "missing-path", "missing-path"]);
});

test("keeps the other parts when one does not fit its type, and clears a field by null", () => {
  const save = [
    { path: "age", field: "age", type: "integer" },
    { path: "name", field: "name" },
    { path: "city", field: "city" },
  ];
  const json = { age: "old", name: "Ann", city: null };
  const { turn } = receive({ save }, answered(200, json), { fields: { age: 7, city: "Paris" } });
  expect(Object.fromEntries(turn.fields)).toEqual({ age: 7, name: "Ann" });
  expect(codes(turn)).toEqual(["200", "value-not-kept"]);
});

test("goes on at failure without an answer, keeps nothing, and tells no reason from inside the network", () => {
  const failed: HttpAnswer = {
    ...{ kind: "failed", reason: "refused-by-policy", durationMs: 3 },
    message: "This address cannot be used.",
  };
  const params = {
    save: [{ path: "$status", field: "status" }],
    routes: [{ status: "5xx", output: "down" }],
  };
  const { turn, output } = receive(params, failed);
  expect(output).toBe("failure");
  expect([...turn.fields]).toEqual([]);
  expect(turn.traces).toMatchObject([
    {
      kind: "http",
      code: "no-answer",
      message: "POST api.example.org/orders failed: This address cannot be used.",
    },
  ]);
  expect(JSON.stringify(turn.traces)).not.toContain("refused-by-policy");
});

test("leaves one line for the operator without query, headers and bodies", () => {
  const params = {
    url: `${url}/7?key=secret1`,
    headers: [{ name: "Authorization", value: "secret2" }],
    body: { kind: "json", template: '"secret3"' },
  };
  const { turn } = receive(params, answered(200, "secret4"));
  expect(turn.traces).toEqual([
    {
      kind: "http",
      code: "200",
      message: "POST api.example.org/orders/7 answered 200",
      detail: {
        ...{ method: "POST", host: "api.example.org", path: "/orders/7" },
        ...{ status: 200, durationMs: 12 },
      },
    },
  ]);
  expect(JSON.stringify([turn.traces, turn.memory])).not.toContain("secret");
});

test("goes on waiting for its answer whatever else reaches it", () => {
  const answer = { kind: "answer", message: { type: "text", text: "hello?" } } as const;
  const outcome = webhook.receive?.(blockOf(webhook, { url }), fakeTurn(), answer);
  expect(outcome).toEqual({ kind: "park", phase: "calling" });
});

test("names the fields that it reads and writes", () => {
  const params = webhook.schema.parse({
    url: `${url}/@a`,
    query: [{ name: "q", value: "@b" }],
    headers: [{ name: "X", value: "@c" }],
    body: { kind: "json", template: '{"d": @d}' },
    save: [{ path: "", field: "e" }],
  });
  expect(webhook.references(params)).toMatchObject({ reads: ["a", "b", "c", "d"], writes: ["e"] });
});
